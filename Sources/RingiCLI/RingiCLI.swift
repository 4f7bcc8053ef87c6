/// The program's way in.
public enum RingiCLI {
  /// Runs the command line of this process; returns the exit status.
  public static func main() async -> Int32 { await Runner.main(Ringi.self) }
}
