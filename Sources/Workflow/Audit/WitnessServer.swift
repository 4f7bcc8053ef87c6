import Glibc
import TransparencyLog

/// The HTTP endpoint of a witness (C2SP tlog-witness): `POST /add-checkpoint`.
public struct WitnessServer: Sendable {
  private let server: HTTPServer

  public var url: String { server.socket.url }

  init(witness: Witness, state: WitnessState, listen: String) throws {
    server = HTTPServer(socket: try ListeningSocket(listen)) { request in
      Self.answer(request, witness, state)
    }
  }

  /// Serves until the task is cancelled.
  public func run() async throws { try await server.run() }

  static func answer(_ request: HTTPRequest, _ witness: Witness, _ state: WitnessState)
    -> HTTPResponse
  {
    guard request.path == "/add-checkpoint" else { return HTTPResponse(status: 404) }
    guard request.method == "POST" else {
      return HTTPResponse(status: 405, headers: ["Allow: POST"])
    }
    do {
      let asked = try Witness.request(parsing: request.body)
      let lines = try state.cosign(asked, witness, at: UInt64(time(nil)))
        .map(\.noteSignature.line).joined()
      return HTTPResponse(status: 200, body: Array(lines.utf8))
    } catch let refusal as WitnessRefusal {
      return HTTPResponse(
        status: refusal.status, contentType: refusal.contentType, body: Array(refusal.body.utf8))
    } catch {
      // The witness's own trouble, its disk for one: nothing was signed.
      return HTTPResponse(status: 500)
    }
  }
}
