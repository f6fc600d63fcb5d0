import { execFile } from "node:child_process";
import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { PROJECT_ROOT } from "./project-root.ts";

const run = promisify(execFile);

type Environment = Readonly<Record<string, string | undefined>>;

export interface NpmRun {
  /** npm works on the package.json in this directory. */
  readonly directory: string;
  /** With what `PATH` and the user's settings say. */
  readonly environment: Environment;
  /** npm has time limits of its own for each request; this is for an npm that hangs. */
  readonly longestMs: number;
}

/** One version of a package, with the checksum of its tarball. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** Nothing that was fetched is run, nothing is asked of a registry that the packages do not need. */
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
/** npm's own are two more tries after 10 and 60 s: whoever has no network would wait for over a minute. */
const SHORT = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"];

/** Runs the machine's own npm, so that the user's registry, proxy and certificates hold. Throws in npm's words. */
export async function runNpm(parameters: readonly string[], { directory, environment, longestMs }: NpmRun) {
  // A registry that the project is set to is asked here too.
  const settings = join(PROJECT_ROOT, ".npmrc");
  if (existsSync(settings)) copyFileSync(settings, join(directory, ".npmrc"));
  const { program, first, shell } = npmProgram(environment);
  try {
    await run(program, [...first, ...parameters, ...QUIET, ...SHORT], {
      cwd: directory,
      env: { ...environment },
      timeout: longestMs,
      shell,
    });
  } catch (error) {
    throw new Error(wasKilled(error) ? `it did not end within ${longestMs / 1000} s` : npmsWords(error), {
      cause: error,
    });
  }
}

/** Unpacks these very packages below `node_modules` of the directory. With a lock file npm takes no others. */
export async function installPinned(pinned: readonly PinnedPackage[], npm: NpmRun): Promise<void> {
  const dependencies = Object.fromEntries(pinned.map(({ name, version }) => [name, version]));
  const packages = Object.fromEntries(
    pinned.map(({ name, version, integrity }) => [`node_modules/${name}`, { version, integrity }]),
  );
  const lock = { lockfileVersion: 3, packages: { "": { dependencies }, ...packages } };
  writeFileSync(join(npm.directory, "package.json"), JSON.stringify({ dependencies }));
  writeFileSync(join(npm.directory, "package-lock.json"), JSON.stringify(lock));
  await runNpm(["ci"], npm);
}

/**
 * How npm is started. Whoever was started by `npm run` is told where npm is; on Windows `npm` is a batch file, which
 * Node starts through a shell only (https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows).
 */
export function npmProgram(environment: Environment, platform: NodeJS.Platform = process.platform) {
  const script = environment.npm_execpath;
  // pnpm and yarn set it as well.
  if (script !== undefined && basename(script) === "npm-cli.js")
    return { program: process.execPath, first: [script], shell: false };
  return { program: "npm", first: [], shell: platform === "win32" };
}

/** npm's last sentence says most, but for the one that names its log. */
function npmsWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr = "stderr" in error ? String(error.stderr) : "";
  const lines = stderr.split("\n").map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim());
  const telling = lines.filter((line) => line !== "" && !/complete log of this run|^Log files were/.test(line)).at(-1);
  return telling ?? error.message.split("\n")[0] ?? "";
}

function wasKilled(error: unknown): boolean {
  return error instanceof Error && "killed" in error && error.killed === true;
}
