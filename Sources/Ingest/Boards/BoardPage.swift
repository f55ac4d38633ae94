/// One saved page of a board, as its software's reader took it apart.
struct BoardPage: Sendable {
  /// What a page without posts turned out to be.
  enum Kind: Sendable, Equatable {
    case thread
    /// An index, a profile, a login form: a page of the same software.
    case otherPage
    /// Named by the software it looks like.
    case otherSoftware(String)
    case unknown
  }

  var kind = Kind.unknown
  /// Native number of the thread; nil when the page does not say.
  var threadID: String?
  var title: String?
  var venueID: String?
  var venueName: String?
  /// Host of the board in lower case, without `www.`.
  var host: String?
  /// UTC milliseconds at which the page was made or saved; nil when the page does not say.
  var captured: Int64?
  /// Distance from GMT in seconds that the page states for its times.
  var statedOffset: Int?
  var posts: [BoardPost] = []
}

/// One post block of a page.
struct BoardPost: Sendable {
  enum State: Sendable, Equatable { case shown, deleted, ignored }

  var id: String
  /// Number of the block on its page, from 1.
  var ordinal: Int64
  var state = State.shown
  /// One-based place in the thread; 0 when the page does not say.
  var position: Int32 = 0
  var author: String?
  var authorID: String?
  var isGuest = false
  var date: String?
  var title: String?
  /// Own words; nil when the block holds no message.
  var text: [UInt8]?
  var hasMedia = false
  /// The page ends inside this block.
  var isCut = false
  /// Outermost quotes, in order.
  var quotes: [BoardQuote] = []
}

/// A quote in a post.
struct BoardQuote: Sendable {
  /// Native number of the quoted post, where the quote links to it.
  var postID: String?
  /// Name of the quoted author, where the quote says it.
  var author: String?
  /// Everything in the quote, with what it quotes itself.
  var text: [UInt8]
  /// The quoted author's words only.
  var ownText: [UInt8]
}
