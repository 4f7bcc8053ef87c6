import Glibc
import Testing

@testable import RingiCLI

@Suite(.serialized) struct InterruptTests {
  @Test(.timeLimit(.minutes(1)))
  func `ctrl-C cancels the command`() async {
    let cancelled = await Interrupt.cancelling {
      kill(getpid(), SIGINT)
      while !Task.isCancelled { await Task.yield() }
      return Task.isCancelled
    }
    #expect(cancelled)
  }
}
