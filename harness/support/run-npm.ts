import { execFile } from "node:child_process";
import { copyFileSync, existsSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { PROJECT_ROOT } from "./project-root.ts";

const run = promisify(execFile);

type Environment = Readonly<Record<string, string | undefined>>;

export interface NpmRun {
  /** The directory of the package.json on which npm works. */
  readonly directory: string;
  /** The environment of npm: `PATH` and the user's settings. */
  readonly environment: Environment;
  /** npm has its own time limit for each request; this one is for an npm that hangs. */
  readonly longestMs: number;
}

/** One version of a package, with the checksum of its tarball. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** No script of a package is run; no request that the packages do not need is made. */
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
/** npm's default is two more tries after 10 and 60 s: without a network one would wait for over a minute. */
const SHORT = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"];

/** Runs the machine's own npm with the user's registry, proxy and certificates. Throws with npm's own message. */
export async function runNpm(parameters: readonly string[], { directory, environment, longestMs }: NpmRun) {
  // The project's own registry setting applies here too.
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
    throw new Error(wasKilled(error) ? `it did not end within ${longestMs / 1000} s` : npmMessage(error), {
      cause: error,
    });
  }
}

/** Unpacks exactly these packages below `node_modules` of the directory. With a lock file npm accepts no others. */
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
 * How npm is started. `npm run` gives its own path to what it starts; on Windows `npm` is a batch file, which Node
 * starts through a shell only (https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows).
 */
export function npmProgram(environment: Environment, platform: NodeJS.Platform = process.platform) {
  const script = environment.npm_execpath;
  // pnpm and yarn set it as well.
  if (script !== undefined && basename(script) === "npm-cli.js")
    return { program: process.execPath, first: [script], shell: false };
  return { program: "npm", first: [], shell: platform === "win32" };
}

/** npm's last line is the most useful one, except for the line that names its log. */
function npmMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr = "stderr" in error ? String(error.stderr) : "";
  const lines = stderr.split("\n").map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim());
  const useful = lines.filter((line) => line !== "" && !/complete log of this run|^Log files were/.test(line)).at(-1);
  return useful ?? error.message.split("\n")[0] ?? "";
}

function wasKilled(error: unknown): boolean {
  return error instanceof Error && "killed" in error && error.killed === true;
}
