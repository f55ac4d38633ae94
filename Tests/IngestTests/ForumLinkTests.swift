import Corpus
import Ingest
import Testing

@Suite struct `Every address on a board` {
  @Test(
    arguments: [
      ("showthread.php?t=9687&page=2", "9687"),
      ("http://forums.x.nl/showthread.php?s=0a1b&t=9687", "9687"),
      ("showthread.php/9687-Welke-studie/page2", "9687"),
      ("../../threads/4945-Win-XP/", "4945"),
      ("2013/showthread.php@t=9687&page=2.html", "9687"),
      ("showthread.php%3Ft=9687.html", "9687"),
      ("/web/20060101193013/http://x.nl/showthread.php?t=4", "4"),
      ("http://www.x.nl/forum/islam/321654-vraag-over-studie-2.html", "321654"),
      ("http://www.x.nl/forum/vraag-over-studie-321654.html", "321654"),
      ("http://www.x.nl/forum/vraag-over-studie-321654-2.html", "321654"),
      ("http://www.x.nl/forum/top-10-321654.html", "321654"),
      ("showthread.php?p=553", nil), ("forumdisplay.php?f=39", nil), ("index.html", nil),
      ("showthread1a2b.html", nil), ("", nil),
    ] as [(String, String?)])
  func `tells its thread`(address: String, thread: String?) {
    #expect(BoardLink.thread(address) == thread)
  }

  @Test func `tells a post, a member, a board and a host`() {
    #expect(BoardLink.post("showthread.php?p=365268#post365268") == "365268")
    #expect(BoardLink.post("showthread.php?t=1&p=12") == "12")
    #expect(BoardLink.post("#top") == nil)
    #expect(BoardLink.member("member.php?u=13985&s=0a") == "13985")
    #expect(BoardLink.member("member.php/13985-Naam") == "13985")
    #expect(BoardLink.member("../../members/879-Primo/") == "879")
    #expect(BoardLink.member("members/naam.html") == nil)
    #expect(BoardLink.member("search.php?do=finduser&userid=6737") == "6737")
    #expect(BoardLink.member("member.php?u=0") == nil)
    #expect(BoardLink.board("forumdisplay.php?s=1&f=39") == "39")
    #expect(BoardLink.board("forumdisplay.php/39-Naam") == "39")
    #expect(BoardLink.board("../../forums/163-Thema/") == "163")
    #expect(BoardLink.board("external.php?type=RSS2&forumids=163") == "163")
    #expect(BoardLink.host("http://www.Maroc.nl/forums/") == "maroc.nl")
    #expect(BoardLink.host("/web/2006/http://forums.marokko.nl:80/x") == "forums.marokko.nl")
    #expect(BoardLink.host("showthread.php?t=1") == nil)
  }
}

@Suite struct `Every page's time of capture` {
  private func time(_ page: String, path: String = "") -> String? {
    PageCapture.time(in: Array(page.utf8), path: path).map { Moment.text($0) }
  }

  @Test func `is the clock in vBulletin's cron picture`() {
    // date -u -d @1537908300
    #expect(
      time("<img src=\"http://x/cron.php?s=75ed&amp;rand=1537908300\" />") == "2018-09-25T20:45:00Z"
    )
  }

  @Test func `is in the comments of SingleFile, HTTrack and the Wayback Machine`() {
    #expect(
      time(
        """
        <!--
         Page saved with SingleFile
         url: https://x/showthread.php?t=1
         saved date: Mon Jun 17 2013 14:34:56 GMT+0200 (Central European Summer Time)
        -->
        """) == "2013-06-17T12:34:56Z")
    #expect(
      time(
        "<!-- Mirrored from x.nl/t.php by HTTrack Website Copier/3.x [XR&CO'2013], Mon, 17 Jun 2013 12:34:56 GMT -->"
      ) == "2013-06-17T12:34:56Z")
    #expect(
      time(
        "<!--\n     FILE ARCHIVED ON 19:30:13 Jan 01, 2006 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 1:00:00 Feb 02, 2020.\n-->"
      ) == "2006-01-01T19:30:13Z")
    #expect(
      time("<!-- BEGIN WAYBACK TOOLBAR INSERT --><a href=\"/web/20060101193013/http://x/\">")
        == "2006-01-01T19:30:13Z")
  }

  @Test func `is in the path of a Wayback mirror, and else unknown`() {
    #expect(time("", path: "web/20060101193013/showthread.php") == "2006-01-01T19:30:13Z")
    #expect(time("", path: "t=20061301193013.html") == nil)
    #expect(time("", path: "2006010119301399.html") == nil)
    #expect(time("cron.php?rand=12") == nil)
  }

  @Test(
    arguments: [
      ("Alle tijden zijn GMT +1. Het is nu 14:32.", 3600),
      ("All times are GMT. The time now is", 0),
      ("All times are GMT -5. The time", -18_000), ("All times are GMT +5.5. The", 19_800),
      ("All times are GMT&nbsp;", 0), ("Alle tijden zijn GMT +02:00", 7200), ("niets", nil),
    ] as [(String, Int?)])
  func `comes with the distance from GMT that the page states`(text: String, seconds: Int?) {
    #expect(PageCapture.statedOffset(in: Array(text.utf8)) == seconds)
  }
}
