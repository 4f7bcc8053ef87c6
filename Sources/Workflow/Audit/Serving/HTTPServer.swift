import Dispatch
import Glibc

/// A small HTTP/1.1 server for what machines fetch: tiles, checkpoints, a witness's answers.
///
/// Every bound is small, since what it serves is: a head of 16 KiB, a body of 2 MB, 32 connections,
/// 30 seconds a request.
struct HTTPServer: Sendable {
  typealias Handler = @Sendable (HTTPRequest) -> HTTPResponse

  static let maximumHead = 16 << 10
  static let maximumBody = 2_100_000
  static let maximumConnections = 32

  let socket: ListeningSocket
  let handler: Handler

  /// Serves until the task is cancelled.
  func run() async throws {
    let listening = socket.descriptor
    let handler = handler
    let workers = DispatchQueue(label: "ringi.http.workers", attributes: .concurrent)
    let room = DispatchSemaphore(value: Self.maximumConnections)
    let source = DispatchSource.makeReadSource(
      fileDescriptor: listening, queue: DispatchQueue(label: "ringi.http.accept"))
    source.setEventHandler {
      let accepted = accept(listening, nil, nil)
      guard accepted >= 0 else { return }
      // Whoever comes when all are busy waits in the kernel's queue.
      room.wait()
      workers.async {
        HTTPConnection(descriptor: accepted).serve(handler)
        room.signal()
      }
    }
    source.setCancelHandler { close(listening) }
    source.resume()
    defer { source.cancel() }
    while true { try await Task.sleep(for: .seconds(3600)) }
  }
}

/// One client, served on a thread of its own.
private struct HTTPConnection: Sendable {
  let descriptor: Int32

  func serve(_ handler: HTTPServer.Handler) {
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(
        descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    var held: [UInt8] = []
    for _ in 0..<1000 {
      switch receive(&held) {
      case .success(let request?):
        let response = handler(request)
        let bytes = response.bytes(
          isHead: request.method == "HEAD", keepsAlive: request.keepsAlive)
        guard send(bytes), request.keepsAlive else { return }
      case .success(nil): return
      case .failure(let refusal):
        _ = send(refusal.response.bytes(isHead: false, keepsAlive: false))
        return
      }
    }
  }

  /// The next request; nil where the client ended or fell silent between two.
  private func receive(_ held: inout [UInt8]) -> Result<HTTPRequest?, HTTPRefusal> {
    let deadline = Deadline(in: .seconds(30))
    var searched = 0
    var end: Int?
    while end == nil {
      end = Self.emptyLine(held, from: searched)
      searched = max(0, held.count - 3)
      if end != nil { break }
      if held.count > HTTPServer.maximumHead { return .failure(HTTPRefusal(431)) }
      if deadline.passed { return .failure(HTTPRefusal(408)) }
      guard more(&held) else { return held.isEmpty ? .success(nil) : .failure(HTTPRefusal(400)) }
    }
    guard let end else { return .success(nil) }
    let head: HTTPRequest.Head
    switch HTTPRequest.head(Array(held[..<end])) {
    case .success(let read): head = read
    case .failure(let refusal): return .failure(refusal)
    }
    held.removeFirst(end + 4)
    guard head.length <= HTTPServer.maximumBody else { return .failure(HTTPRefusal(413)) }
    if head.expectsContinue, held.count < head.length {
      guard send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { return .success(nil) }
    }
    while held.count < head.length {
      if deadline.passed { return .failure(HTTPRefusal(408)) }
      guard more(&held) else { return .failure(HTTPRefusal(400)) }
    }
    var request = head.request
    request.body = Array(held[..<head.length])
    held.removeFirst(head.length)
    return .success(request)
  }

  private static func emptyLine(_ bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= start + 4 else { return nil }
    return (start...bytes.count - 4).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  /// Reads what there is; false at the end, on an error and after ten seconds of silence.
  private func more(_ held: inout [UInt8]) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count > 0 {
        held += chunk[..<count]
        return true
      }
      if count == 0 || errno != EINTR { return false }
    }
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
