import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { AptPackage } from "./package-download.ts";

const run = promisify(execFile);

/** Configuration packages: their files are useless outside the system's root. */
const NOT_NEEDED = new Set(["mysql-common", "mariadb-common"]);

export interface FoundPackages {
  /** The program's package and the libraries that this system lacks for it. */
  readonly names: readonly string[];
  /** For example `MariaDB 10.11.19`. */
  readonly title: string;
  readonly bytes: number;
}

/** apt-get without root and without the system's locks; nothing is installed by it. */
export class AptSources {
  #options = ["-o", "Debug::NoLocking=1", ...(process.getuid?.() === 0 ? ["-o", "APT::Sandbox::User=root"] : [])];

  /** What apt itself would install for the first of these packages that it knows; exact on any release. */
  async firstOf(wanted: readonly AptPackage[]): Promise<FoundPackages | undefined> {
    for (const { name: program, title } of wanted) {
      const inst = await this.#simulateInstall(program);
      const version = inst.get(program);
      if (version === undefined) continue;
      const names = [...inst.keys()].filter((name) => !NOT_NEEDED.has(name));
      return { names, title: `${title} ${upstream(version)}`, bytes: await this.#downloadBytes(names) };
    }
    return undefined;
  }

  /** For systems that have no package lists (container images): fetches them into `directory`. */
  async fetchPrivateLists(directory: string): Promise<void> {
    for (const part of ["lists/partial", "cache/archives/partial"]) {
      mkdirSync(join(directory, part), { recursive: true });
    }
    this.#options = [
      ...this.#options,
      ...["-o", `Dir::State::lists=${directory}/lists`, "-o", `Dir::Cache=${directory}/cache`],
    ];
    await this.#apt(["update"], 180_000);
  }

  async download(names: readonly string[], directory: string): Promise<void> {
    await this.#apt(["download", ...names], 600_000, directory);
  }

  async #simulateInstall(name: string): Promise<Map<string, string>> {
    let stdout: string;
    try {
      stdout = await this.#apt(["-s", "--no-install-recommends", "--reinstall", "install", name], 60_000);
    } catch (error) {
      // apt answers 100 for a package that its lists do not know; anything else is a failure of apt.
      if (error instanceof Error && "code" in error && error.code === 100) return new Map();
      throw error;
    }
    const lines = stdout.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+)/gm);
    return new Map([...lines].map((match) => [match[1] ?? "", match[2] ?? ""]));
  }

  async #downloadBytes(names: readonly string[]): Promise<number> {
    const uris = await this.#apt(["download", "--print-uris", ...names], 60_000);
    return [...uris.matchAll(/^'\S+' \S+ (\d+)/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  }

  async #apt(parameters: readonly string[], timeoutMs: number, cwd?: string): Promise<string> {
    const { stdout } = await run("apt-get", [...this.#options, ...parameters], {
      env: { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" },
      timeout: timeoutMs,
      maxBuffer: 64 << 20,
      ...(cwd === undefined ? {} : { cwd }),
    });
    return stdout;
  }
}

/** `1:10.11.19-0+deb12u1` → `10.11.19`. */
function upstream(version: string): string {
  return /^(?:\d+:)?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? version;
}
