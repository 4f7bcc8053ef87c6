import Deliberation

/// Something that an audit found wrong.
public struct Finding: Sendable, Hashable {
  public enum Kind: String, Sendable {
    case entryAltered = "entry_altered"
    case payloadAltered = "payload_altered"
    case missing
    case reordered
    case checkpointMismatch = "checkpoint_mismatch"
    case signatureBad = "signature_bad"
    case inadmissible
  }

  public var position: Int
  public var eventID: String?
  public var kind: Kind
  /// The refusal's code for `inadmissible`, else what differs: `leaf`, `facts`, `text`,
  /// `recorded_at` …
  public var code: String
  public var message: String

  var json: JSON {
    [
      "position": .int(Int64(position)), "event_id": JSON(eventID), "kind": .string(kind.rawValue),
      "code": .string(code), "message": .string(message),
    ]
  }
}
