import Corpus
import Ingest
import Interactions
import Topics

extension Run {
  /// What would run on what: stages with their sources and counts of inputs. Reads no post.
  package var dryRun: String {
    var text = plan.flow
    for stage in plan.stages {
      guard let set = sources[stage.name] else { continue }
      text += "\n\(stage.name):\n"
      for (index, source) in set.sources.enumerated() {
        let count = source.inputs.count
        text += "  source \(index + 1): \(source.plan.format), \(count) input"
        text += count == 1 ? "\n" : "s\n"
        for input in source.inputs { text += "    \(input.number)  \(input.path)\n" }
      }
    }
    if let roster = groups.roster {
      text +=
        "\ngroups: \(roster.persons.count) persons on the roster, scheme \(groups.setting.name)\n"
    }
    for stage in plan.stages {
      if let coder = coders[stage.name] {
        text += "\(stage.name): \(coder.lexicons.count) lexicons"
        if let model = coder.model {
          text += ", coder \(model.made.rule.rawValue), model \(model.sha256)"
        }
        text += "\n"
      }
    }
    return text + "\nwould write \(plan.outputs.dir)/release and \(plan.outputs.dir)/restricted; "
      + "nothing was written\n"
  }
}
