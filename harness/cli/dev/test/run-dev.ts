import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { vi } from "vitest";
import { endingWithUs } from "../../../support/ending-with-us.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";

const FREE_PORTS = ["--port", "0", "--server-port", "0", "--database-port", "0"];

/** A run of `npm run dev` that is up. */
export interface DevRun {
  readonly child: ChildProcess;
  readonly serverUrl: string;
  readonly cloudUrl: string;
  readonly databasePort: number;
  /** Everything written to standard output so far, by line. */
  lines(): readonly string[];
  /** Waits for a line that matches and was written after this many. */
  line(pattern: RegExp, after?: number): Promise<string>;
  /** Types a line. */
  type(line: string): void;
  /** The printed lines of the sections whose titles match, as a script. */
  script(title: RegExp): string;
  /** Ends it and all that it has started. */
  kill(): void;
}

function environment(): Record<string, string | undefined> {
  // Without what the surrounding npm and Vitest set; DATABASE_URL would take the database away from us.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_ENV|TEST$|DATABASE_URL)/.test(name),
  );
  return Object.fromEntries(inherited);
}

/** Starts it; whoever calls ends it. */
export function spawnDev(options: readonly string[], root = PROJECT_ROOT): ChildProcess {
  return spawn(...endingWithUs(process.execPath, [join(root, "harness/cli/dev/main.ts"), ...options]), {
    env: environment(),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Starts it on free ports and waits until all is up. */
export async function startDev(options: readonly string[] = [], root = PROJECT_ROOT): Promise<DevRun> {
  const child = spawnDev([...FREE_PORTS, ...options], root);
  if (!child.stdout || !child.stderr || !child.stdin) throw new Error("the process has no pipes");
  const { stdin } = child;
  const lines: string[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(line));
  createInterface(child.stderr).on("line", (line) => lines.push(line));
  const line = async (pattern: RegExp, after = 0): Promise<string> => {
    const find = () => lines.slice(after).find((each) => pattern.test(each));
    await vi.waitUntil(() => find() !== undefined || child.exitCode !== null, { timeout: 60_000, interval: 20 });
    const found = find();
    if (found === undefined) throw new Error(`the process has ended without ${pattern}:\n${lines.join("\n")}`);
    return found;
  };
  await line(/^All is up\./);
  const field = async (name: string) => /^\w+ +(\S+)/.exec(await line(new RegExp(`^${name} `)))?.[1] ?? "";
  return {
    child,
    serverUrl: await field("server"),
    cloudUrl: await field("cloud"),
    databasePort: Number(/:(\d+)\//.exec(await field("database"))?.[1]),
    lines: () => lines,
    line,
    type: (typed) => void stdin.write(`${typed}\n`),
    script: (title) =>
      sectionsOf(lines)
        .flatMap((each) => (title.test(each.title) ? each.lines : []))
        .join("\n"),
    kill: () => void child.kill("SIGKILL"),
  };
}

/** Runs it until it has ended. */
export async function runDev(options: readonly string[]) {
  const child = spawnDev(options);
  if (!child.stdout || !child.stderr) throw new Error("the process has no pipes");
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, out, err };
}

function sectionsOf(lines: readonly string[]): readonly { title: string; lines: string[] }[] {
  const sections: { title: string; lines: string[] }[] = [];
  for (const line of lines) {
    if (/^[A-Z].*:$/.test(line)) sections.push({ title: line, lines: [] });
    else if (line.startsWith("    ")) sections.at(-1)?.lines.push(line.slice(4));
  }
  return sections;
}

/** Runs a script as a POSIX shell does; the first command that fails ends it. */
export async function runScript(script: string): Promise<string> {
  const options = { encoding: "utf8", env: environment(), timeout: 120_000 } as const;
  return (await promisify(execFile)("sh", ["-euc", script], options)).stdout;
}

/** Whether a program of this name can be run here. */
export function isThere(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Processes whose command line holds a text. */
export function processesWith(part: string): readonly string[] {
  const listing = execFileSync("ps", ["-ww", "-e", "-o", "pid=,stat=,args="], { encoding: "utf8" });
  return listing.split("\n").filter((line) => line.includes(part) && !/^\s*\d+\s+Z/.test(line));
}
