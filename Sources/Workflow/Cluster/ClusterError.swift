/// What went wrong with the private cluster, told to the official who has to mend it.
package struct ClusterError: Error, Equatable, CustomStringConvertible {
  /// Stable names; scripts may rely on them.
  package enum Code: String, Sendable, CaseIterable {
    case busy = "cluster.busy"
    case dataMissing = "cluster.data_missing"
    case directoryInvalid = "cluster.directory_invalid"
    case diskFull = "cluster.disk_full"
    case exists = "cluster.exists"
    case fileDamaged = "cluster.file_damaged"
    case foreignData = "cluster.foreign_data"
    case foreignOwner = "cluster.foreign_owner"
    case homeUnset = "cluster.home_unset"
    case initFailed = "cluster.init_failed"
    case io = "cluster.io"
    case ledgerInvalid = "cluster.ledger_invalid"
    case loginInvalid = "cluster.login_invalid"
    case notInitialised = "cluster.not_initialised"
    case otherVersion = "cluster.other_version"
    case packageMissing = "cluster.package_missing"
    case resources = "cluster.resources"
    case socketUnavailable = "cluster.socket_unavailable"
    case startFailed = "cluster.start_failed"
    case stopFailed = "cluster.stop_failed"
    case stopped = "cluster.stopped"
    case unfinished = "cluster.unfinished"
    case unreadable = "cluster.unreadable"
    case userMissing = "cluster.user_missing"
  }

  /// What the exit status says; the raw value is that status.
  package enum Category: Int32, Sendable {
    case failed = 1
    case usage = 2
    case refused = 5
    case unreachable = 8
  }

  package let kind: Code
  package let message: String
  package let hint: String?

  package init(_ kind: Code, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  package var code: String { kind.rawValue }

  package var category: Category {
    switch kind {
    case .directoryInvalid: .usage
    case .exists, .foreignData, .ledgerInvalid, .loginInvalid: .refused
    case .busy, .dataMissing, .notInitialised, .otherVersion, .resources, .socketUnavailable,
      .startFailed, .stopped, .unfinished:
      .unreachable
    case .diskFull, .fileDamaged, .foreignOwner, .homeUnset, .initFailed, .io, .packageMissing,
      .stopFailed, .unreadable, .userMissing:
      .failed
    }
  }

  package var exitStatus: Int32 { category.rawValue }

  package var description: String {
    hint.map { "\(message) (\(code)). Hint: \($0)" } ?? "\(message) (\(code))"
  }
}
