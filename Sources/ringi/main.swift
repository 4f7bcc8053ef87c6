import Glibc
import RingiCLI

exit(await RingiCLI.main())
