import Corpus

/// `TRUTH.json`: the settings, the values in the superpopulation, and those of this very study.
struct SimulationTruth {
  private let study: SimulatedStudy
  private let written: SimulationFolder.Written

  init(_ study: SimulatedStudy, _ written: SimulationFolder.Written) {
    self.study = study
    self.written = written
  }

  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("made_by")
    json.string("schakel simulate")
    json.key("seed")
    json.string("\(study.seed)")
    json.key("settings")
    put(study.settings, &json)
    json.key("superpopulation")
    put(SimulationEstimands(study.settings), &json)
    json.key("study")
    put(RealisedStudy(study), &json)
    json.endObject()
    json.endLine()
    return json.bytes()
  }

  private func put(_ settings: SimulationSettings, _ json: inout JSONWriter) {
    json.beginObject()
    for (name, value) in [("users", settings.users), ("others", settings.otherCount)] {
      json.key(name)
      json.int(value)
    }
    for (name, value) in [
      ("replies", settings.replies), ("gini", settings.gini),
      ("concentration", settings.concentration), ("homophily", settings.homophily),
      ("spread", settings.spread), ("unknown", settings.unknown), ("missed", settings.missed),
      ("false_alarm", settings.falseAlarm),
    ] {
      json.key(name)
      json.double(value)
    }
    for (name, list) in [
      ("groups", settings.groups), ("topics", settings.topics),
      ("topic_homophily", settings.topicHomophily), ("venues", settings.venues),
      ("venue_homophily", settings.venueHomophily),
    ] {
      json.key(name)
      put(list.map { ($0.name, $0.value) }, &json)
    }
    json.endObject()
  }

  private func put(_ pairs: [(String, Double?)], _ json: inout JSONWriter) {
    json.beginObject()
    for (name, value) in pairs {
      guard let value else { continue }
      json.key(name)
      json.double(value)
    }
    json.endObject()
  }

  private var topicNames: [String] { study.settings.topics.map(\.name) + ["(none)"] }
  private var typeNames: [String] { study.settings.venues.map(\.name) }

  private func put(_ truth: SimulationEstimands, _ json: inout JSONWriter) {
    json.beginObject()
    json.key("how")
    json.string("closed form: docs/validation.md")
    for (name, value) in [
      ("share_interethnic", truth.share), ("ego_mean", truth.share),
      ("share_by_chance", truth.chance), ("e_i_index", truth.externalInternal),
      ("unknown_share", study.settings.unknown),
    ] {
      json.key(name)
      json.double(value)
    }
    for (name, pairs) in [
      ("share_by_true_topic", Array(zip(topicNames, truth.byTopic))),
      ("share_by_venue_type", Array(zip(typeNames, truth.byVenueType))),
      ("prevalence_true", Array(zip(topicNames, truth.prevalence))),
      ("prevalence_coded", Array(zip(topicNames, truth.codedPrevalence))),
    ] {
      json.key(name)
      put(pairs.map { ($0.0, Optional($0.1)) }, &json)
    }
    json.endObject()
  }

  private func put(_ real: RealisedStudy, _ json: inout JSONWriter) {
    json.beginObject()
    for (name, value) in [
      ("persons", study.persons.count), ("posts", written.posts), ("ties", written.ties),
      ("ties_known", real.all.known), ("interethnic", real.all.inter),
      ("interethnic_known", real.all.knownInter),
      ("egos", real.byEgo.count { $0.ties > 0 }),
    ] {
      json.key(name)
      json.int(value)
    }
    for (name, value) in [
      ("share_complete", real.all.share), ("share_known", real.all.knownShare),
      ("ego_mean_complete", real.egoMean), ("ego_mean_known", real.knownEgoMean),
      ("gini_of_replies", real.giniOfEgos), ("gini_of_answers", real.giniOfAlters),
    ] {
      json.key(name)
      if let value { json.double(value) } else { json.null() }
    }
    json.key("share_complete_by_true_topic")
    put(Array(zip(topicNames, real.byTopic.map(\.share))), &json)
    json.key("share_complete_by_venue_type")
    put(Array(zip(typeNames, real.byVenueType.map(\.share))), &json)
    let groups = study.settings.groups.map(\.name)
    json.key("group_sizes")
    put(Array(zip(groups, real.sizes.map { Double($0) })), &json)
    json.key("known_group_sizes")
    put(Array(zip(groups, real.knownSizes.map { Double($0) })), &json)
    json.key("posts_coded")
    put(Array(zip(topicNames, written.coded.map { Double($0) })), &json)
    json.key("mixing_complete")
    json.beginArray()
    for row in groups.indices {
      json.beginArray()
      for column in groups.indices { json.int(real.mixing[row * groups.count + column]) }
      json.endArray()
    }
    json.endArray()
    json.endObject()
  }
}
