extension PostTable {
  /// The posts as they stood behind stage `stage` of the chain (-1: as read): those that this stage
  /// and the ones before it let through.
  ///
  /// - Parameter isCoded: whether topics had been looked for by then.
  /// Cost: a copy of the rows, unless nothing changes.
  public func view(behind stage: Int, isCoded: Bool) -> PostTable {
    var isSame = true
    rows.walk { _, row in
      if row.droppedBy != 255 && Int(row.droppedBy) <= stage || row.isCoded && !isCoded {
        isSame = false
      }
    }
    if isSame { return self }
    var view = self
    view.rows = Chunked()
    view.postIDs = postIDs == nil ? nil : StringColumn()
    view.terms = terms?.withoutRows()
    rows.walk { index, row in
      if row.droppedBy != 255, Int(row.droppedBy) <= stage { return }
      var row = row
      if !isCoded {
        row.isCoded = false
        row.topics = 0
        row.subtopics = 0
        row.tokens = 0
      }
      view.rows.append(row)
      if let ids = postIDs { view.postIDs?.append(ids.bytes(index)) }
      if let terms { view.terms?.append(row: index, of: terms) }
    }
    return view
  }
}
