import Deliberation
import Workflow

/// What is said about a write, for a person.
struct WrittenScreen {
  private let written: Written
  private let catalogue: Catalogue

  init(_ written: Written, _ catalogue: Catalogue) {
    self.written = written
    self.catalogue = catalogue
  }

  /// What changed and what comes next, for stderr.
  var note: String {
    var lines = written.remarks.map(line)
    if written.isUnchanged {
      lines.append(text("Nothing to do: it stands so already.", ja: "変更なし：既にそのとおりです。"))
    }
    if !written.isUnchanged, let first = written.receipts.first {
      let types = counted(written.receipts.map(\.type))
      lines.append(
        text(
          "Recorded \(types) at \(first.ledger):\(first.position).",
          ja: "\(first.ledger):\(first.position) に \(types) を記録しました。"))
    }
    if !written.next.isEmpty {
      lines.append(text("Next:", ja: "次の手順："))
      lines += written.next.prefix(4).map { "  \($0.party): \($0.command)" }
      if written.next.count > 4 {
        lines.append(
          text("  and \(written.next.count - 4) more", ja: "  ほか \(written.next.count - 4) 件"))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// `ClearanceRequested ×3, PositionRecorded`
  private func counted(_ types: [String]) -> String {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for type in types {
      if counts[type] == nil { order.append(type) }
      counts[type, default: 0] += 1
    }
    return order.map { type in
      let count = counts[type] ?? 1
      return count > 1 ? "\(type) ×\(count)" : type
    }.joined(separator: ", ")
  }

  /// The events that would be appended.
  var dryRun: String {
    var out = text("Nothing was written. It would append:\n", ja: "何も記録していません。追加される記録：\n")
    for write in written.planned {
      out += "  \(write.ledger) \(write.event.stream) \(write.event.event.type)\n"
      out += SafeText.block(indented(write.event.event.facts.pretty)) + "\n"
      if let text = write.event.event.text { out += SafeText.block(indented(text.pretty)) + "\n" }
    }
    return out
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
      .joined(separator: "\n")
  }

  private func line(_ remark: Remark) -> String {
    switch remark {
    case .narrowed(let from, let to):
      return text(
        "\(from) is a joint file; this goes to your own national file \(to).",
        ja: "\(from) は共同案件です。自国の案件 \(to) に記録します。")
    case .retried(let count):
      return text(
        "Somebody else wrote first; decided again on what is there now (\(count)).",
        ja: "他の記録が先に入ったため、現状に基づき改めて判定しました（\(count) 回）。")
    case .pendingDelivery(let ref):
      return text(
        "The release of \(ref) is not delivered yet; the same command finishes it.",
        ja: "\(ref) の送付は未完了です。同じ命令で完了します。")
    case .receipt(let ref, let joint, let revision, let isNew):
      return isNew
        ? text(
          "\(ref) is your national file of \(joint)@\(revision).",
          ja: "\(joint)@\(revision) の国内案件は \(ref) です。")
        : text(
          "\(ref) stands on \(joint)@\(revision).", ja: "\(ref) は \(joint)@\(revision) に対応しています。")
    case .expungeProposed(let entry):
      return text(
        "Nothing is destroyed yet: a second records officer repeats this for \(entry).",
        ja: "まだ何も抹消されていません。別の文書管理担当官が \(entry) について同じ命令を実行します。")
    case .expunged(let entry):
      return text(
        "The text of \(entry) is destroyed. Its bytes lie in the server's files, its write-ahead log and its backups until the operator vacuums (VACUUM FULL ringi.payload) and those expire.",
        ja:
          "\(entry) の本文を抹消しました。運用担当者が VACUUM FULL ringi.payload を実行し、WAL とバックアップの保存期間が過ぎるまで、サーバーのファイルに残ります。"
      )
    case .release(let act, let joint, let revision, let leaves):
      let what =
        switch act {
        case .tables: text("Tables the text and the position", ja: "案文と立場を提示")
        case .speaks: text("Speaks the position", ja: "立場を表明")
        case .counters: text("Files the counter text and the position", ja: "対案と立場を提出")
        }
      let fields = leaves.map(\.field).joined(separator: ", ")
      return text(
        "\(what): \(joint)@\(revision). What leaves: \(fields).",
        ja: "\(what)：\(joint)@\(revision)。送付項目：\(fields)。")
    }
  }

  private func text(_ english: String, ja japanese: String) -> String {
    catalogue.language == .japanese ? japanese : english
  }
}
