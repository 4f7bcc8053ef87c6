import Glibc

/// The program that shows long texts on a terminal: `RINGI_PAGER`, else `PAGER`.
struct Pager {
  let command: String
  private let environment: [String: String]

  /// `nil` where none is named, or `cat`.
  init?(environment: [String: String]) {
    let command = environment["RINGI_PAGER"] ?? environment["PAGER"] ?? ""
    guard !command.isEmpty, command != "cat" else { return nil }
    self.command = command
    var environment = environment
    // Colours pass, short texts stay on the screen: what git asks of less.
    if environment["LESS"] == nil { environment["LESS"] = "FRX" }
    if environment["LV"] == nil { environment["LV"] = "-c" }
    self.environment = environment
  }

  /// - Returns: whether the pager took the text; where it could not be started, nothing was shown.
  func show(_ text: String) throws(OutputError) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    let (reading, writing) = (ends[0], ends[1])
    // Were the child to hold the writing end, it would never see the end of the text.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    guard
      let process = ChildProcess.start(command, environment: environment, input: reading)
    else {
      close(reading)
      close(writing)
      return false
    }
    close(reading)
    return try Interrupt.yieldingTerminal { () throws(OutputError) in
      var problem: OutputError?
      do throws(OutputError) {
        try DescriptorSink(descriptor: writing).write(text)
      } catch {
        problem = error
      }
      close(writing)
      let status = ChildProcess.wait(process)
      // 126 and 127 are the shell's: there is no such pager.
      if status == 126 || status == 127 { return false }
      // A reader who leaves early has read enough.
      if let problem, problem != .readerGone { throw problem }
      return true
    }
  }
}
