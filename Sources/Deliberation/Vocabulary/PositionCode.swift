/// An agency's or a government's stand on one revision.
public enum PositionCode: String, Sendable, Hashable, CaseIterable {
  case concur
  case concurComment = "concur_comment"
  case concurConditional = "concur_conditional"
  case studyReservation = "study_reservation"
  case nonconcur
  case abstain
  case noEquity = "no_equity"
  case deferTo = "defer_to"
  case clearedInfo = "cleared_info"

  /// Whether a government may speak it to another; the rest exist inside a government only.
  public var isBilateral: Bool {
    switch self {
    case .noEquity, .deferTo, .clearedInfo: false
    default: true
    }
  }

  /// Whether a material revision makes it stale.
  public var expiresOnRevision: Bool {
    switch self {
    case .noEquity, .deferTo, .clearedInfo: false
    default: true
    }
  }

  /// Whether a government that speaks it during a silence breaks it.
  public var breaksSilence: Bool {
    switch self {
    case .concurConditional, .studyReservation, .nonconcur: true
    default: false
    }
  }
}
