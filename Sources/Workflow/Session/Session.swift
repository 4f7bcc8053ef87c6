import Deliberation
public import EventStore
import FoundationEssentials
import Logging

/// One official at work: the ledgers that he may open, each over a connection of its own.
///
/// A ledger that refuses the connection is not his and does not exist for him; one that does not
/// answer is an error, never a partial answer, unless he narrowed the question to another one.
public actor Session {
  public let directory: LedgerDirectory
  public let narrowed: String?
  private var opened: [String: Opening] = [:]
  private let log = Logger(label: "ringi.session")

  private enum Opening {
    case ledger(Ledger)
    case notYours
  }

  public init(directory: LedgerDirectory, narrowedTo ledger: String? = nil) {
    self.directory = directory
    self.narrowed = ledger
  }

  /// The ledger of this code, or `nil` where it is not this login's to open (or there is none).
  public func ledgerIfOpen(_ code: String) async throws -> Ledger? {
    switch opened[code] {
    case .ledger(let ledger): return ledger
    case .notYours: return nil
    case nil: break
    }
    guard let conninfo = directory.connections[code] else { return nil }
    do {
      let ledger = try await Ledger.open(code: code, conninfo: conninfo, login: directory.login)
      opened[code] = .ledger(ledger)
      log.info("ledger opened", metadata: ["ledger": "\(code)"])
      return ledger
    } catch {
      guard error.kind == .refused else { throw error }
      opened[code] = .notYours
      log.debug("ledger refused", metadata: ["ledger": "\(code)"])
      return nil
    }
  }

  /// The ledger of this code.
  ///
  /// - Throws: `not_found` that names what was typed.
  public func ledger(_ code: String, typed: String? = nil) async throws -> Ledger {
    guard narrowed == nil || narrowed == code, let ledger = try await ledgerIfOpen(code) else {
      throw WorkflowError.notFound(typed ?? code)
    }
    return ledger
  }

  /// Every ledger that this login reads (or the one that the question is narrowed to), by code.
  public func ledgers() async throws -> [Ledger] {
    if let narrowed { return [try await ledger(narrowed)] }
    var out: [Ledger] = []
    for code in directory.codes {
      if let ledger = try await ledgerIfOpen(code) { out.append(ledger) }
    }
    if out.isEmpty {
      let login = directory.speaker ?? "this login"
      throw WorkflowError(
        "authority.none", "No ledger is open to \(login).",
        hint:
          "`ringi config show` says which ledgers are configured; an enrolment officer admits a login with `ringi ledger admit`."
      )
    }
    return out
  }

  /// A ledger that is open already.
  func openedLedger(_ code: String) -> Ledger? {
    if case .ledger(let ledger) = opened[code] { ledger } else { nil }
  }

  /// Gives up a connection that failed, so that the next call connects anew.
  public func forget(_ code: String) async {
    if case .ledger(let ledger) = opened.removeValue(forKey: code) { await ledger.close() }
  }

  public func close() async {
    for case .ledger(let ledger) in opened.values { await ledger.close() }
    opened = [:]
  }
}
