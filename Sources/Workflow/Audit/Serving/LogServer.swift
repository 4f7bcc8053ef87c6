import TransparencyLog

/// Serves an exported log to mirrors and auditors. Payloads are not served: whoever may read them
/// reads the ledger.
public struct LogServer: Sendable {
  private let server: HTTPServer

  /// Where it can be reached.
  public var url: String { server.socket.url }

  public init(folder: String, listen: String) throws {
    server = HTTPServer(socket: try ListeningSocket(listen)) { request in
      Self.answer(request, folder)
    }
  }

  /// Serves until the task is cancelled.
  public func run() async throws { try await server.run() }

  static func answer(_ request: HTTPRequest, _ folder: String) -> HTTPResponse {
    guard request.method == "GET" || request.method == "HEAD" else {
      return HTTPResponse(status: 405, headers: ["Allow: GET, HEAD"])
    }
    let name = String(request.path.dropFirst())
    // Only the one spelling of a tile's path is a path here, so none leads out of the folder.
    guard name == "checkpoint" || (try? TileCoordinate(path: name)) != nil,
      let bytes = try? Files.bytes("\(folder)/\(name)")
    else { return HTTPResponse(status: 404) }
    return name == "checkpoint"
      ? HTTPResponse(status: 200, headers: ["Cache-Control: no-cache"], body: bytes)
      : HTTPResponse(
        status: 200, contentType: "application/octet-stream",
        headers: ["Cache-Control: public, max-age=31536000, immutable"], body: bytes)
  }
}
