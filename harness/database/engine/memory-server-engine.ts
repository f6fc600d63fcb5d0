import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPinned, type NpmRun, type PinnedPackage } from "../../support/run-npm.ts";
import { downloadingEngine } from "./downloading-engine.ts";
import type { EngineLink } from "./engine.ts";

const run = promisify(execFile);

/** MySQL's long-term release; in the archive of MySQL's site for macOS and glibc, x64 and arm64. */
const VERSION = "8.4.10";
/** A few hundred megabytes on a slow line. */
const LONGEST_DOWNLOAD_MS = 1_800_000;
const LONGEST_NPM_MS = 120_000;

/** The package that knows the names of MySQL's archives, with its dependencies; no dependency of this project. */
const PACKAGES: readonly PinnedPackage[] = [
  {
    name: "mysql-memory-server",
    version: "1.16.0",
    integrity: "sha512-KACSqzKI9Gdq9LEjWrmSx6imlw3s02TWjGGpx8T+ISCvZMJoDXwkk26GxPZ5Vc7axD3E9DQ+Wmc96mEfu+w0UQ==",
  },
  {
    name: "adm-zip",
    version: "0.6.1",
    integrity: "sha512-Xwrja8nx9e5o2N1my4DsKCeKpdrnACyr1wtbPxBDgGzKzKyE9kRtBFA8mWldI+RVlD7CBZNWY/wQ2+ydwOR6kQ==",
  },
  {
    name: "semver",
    version: "7.8.6",
    integrity: "sha512-9lpSSU4Mly3mrtruwLs1eLK6+gzbzqeBFwRNjIjE+9LuDpWdYctrQlQ3ej1Ilgi7gknpsTRnPoLP8DpCHqHIJw==",
  },
  {
    name: "signal-exit",
    version: "4.1.0",
    integrity: "sha512-bzyZ1e88w9O1iNJbKnOlvYTrWPDl46O1bG0D3XInv+9tkPrxrN8jUUTiFlDkkmKWgn1M6CfIA13SuGqOa9Korw==",
  },
];

/**
 * The package's downloader alone. Its server is not used: it has its own flags, a TCP port, and takes 3 s to start
 * (docs/database-engines.md). The version is pinned, so its inner modules are too.
 */
const DOWNLOAD = `
  const [library, version] = process.argv.slice(1);
  const load = (name) => require(library + "/" + name);
  const silent = () => {};
  const binary = load("Version").default(version, process.arch);
  const options = { downloadBinaryOnce: true, downloadRetries: 1, lockRetries: 1, lockRetryWait: 1 };
  load("Downloader").downloadBinary(binary, options, { log: silent, warn: silent, error: silent }).catch((error) => {
    process.stderr.write(String(error) + "\\n");
    process.exitCode = 1;
  });
`;

/** Puts the package below `node_modules` of a directory. */
type Install = (npm: NpmRun) => Promise<void>;

/** The last link, for macOS and a Linux without apt, dnf and apk: MySQL's own archive from MySQL's site. */
export function memoryServerEngine(
  install: Install = (npm) => installPinned(PACKAGES, npm),
  { platform, arch, musl }: { platform: string; arch: string; musl: boolean } = {
    platform: process.platform,
    arch: process.arch,
    musl: existsSync("/etc/alpine-release"),
  },
): EngineLink {
  return downloadingEngine({
    origin: "mysql-memory-server",
    title: "download from MySQL's site by mysql-memory-server (macOS, other Linux)",

    impossible() {
      if (platform === "win32") return "on Windows the harness runs inside WSL";
      if (musl) return "MySQL builds nothing for musl, and the package would take it from a third party";
      const known = ["darwin", "linux"].includes(platform) && ["x64", "arm64"].includes(arch);
      return known ? undefined : `MySQL builds nothing for ${platform} on ${arch}`;
    },

    async download(scratch, root, { environment, onProgress }) {
      onProgress(`downloading MySQL ${VERSION} from MySQL's site, once; this takes minutes …`);
      await install({ directory: scratch, environment, longestMs: LONGEST_NPM_MS });
      const library = join(scratch, "node_modules/mysql-memory-server/dist/src/libraries");
      await run(process.execPath, ["-e", DOWNLOAD, library, VERSION], {
        // It downloads below the directory for temporary files, where another user could replace a program.
        env: { ...environment, TMPDIR: scratch },
        cwd: scratch,
        timeout: LONGEST_DOWNLOAD_MS,
      });
      const unpacked = join(scratch, "mysqlmsn/binaries", VERSION, "mysql");
      // The archive also has clients, documentation and tests.
      mkdirSync(join(root, "bin"));
      for (const part of ["bin/mysqld", "lib", "share"]) renameSync(join(unpacked, part), join(root, part));
    },
  });
}
