import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { EXIT } from "../../support/exit-status.ts";
import { printableLine } from "../../support/printable-line.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";

const COMPILER = join(PROJECT_ROOT, "node_modules/typescript/bin/tsc");
const MOST_SHOWN = 10;

/** What the compiler says of the repository. */
export interface TypeErrors {
  /** One line for each error, with file and position. */
  readonly errors: readonly string[];
  /** Why nothing can be said. */
  readonly failed?: string;
}

/** The compiler beside a run: at low priority, and with what it remembers of the last time. */
export interface TypeCheck extends Disposable {
  readonly finished: Promise<TypeErrors>;
  /** Absent while it goes on. */
  readonly found: TypeErrors | undefined;
}

/** Where the compiler keeps what it remembers: of each checkout, because it remembers paths. */
export function typeMemory(environment: NodeJS.ProcessEnv, folder: string): string {
  const checkout = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  return join(cacheDirectory(environment, "code"), `types-${checkout}.tsbuildinfo`);
}

/** Ends the compiler when it is disposed of. `folder`: where a tsconfig.json is. */
export function startTypeCheck(environment: NodeJS.ProcessEnv, folder = PROJECT_ROOT): TypeCheck {
  const memory = typeMemory(environment, folder);
  const parameters = ["--noEmit", "--pretty", "false", "--incremental", "--tsBuildInfoFile", memory];
  const compiler = spawn(process.execPath, [COMPILER, ...parameters], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (compiler.pid !== undefined) lowerPriority(compiler.pid);
  let found: TypeErrors | undefined;
  const finished = Promise.all([text(compiler.stdout), text(compiler.stderr), once(compiler, "close")]).then(
    ([out, err, [code]]) => readErrors(out, err, code),
    (error: unknown) => ({ errors: [], failed: String(error) }),
  );
  void finished.then((errors) => {
    found = errors;
  });
  return {
    finished,
    get found() {
      return found;
    },
    [Symbol.dispose]: () => void compiler.kill("SIGKILL"),
  };
}

/** It is ended anyway, and on some systems nobody may say so. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or may not be slowed: then it only takes its share.
  }
}

function readErrors(out: string, err: string, code: unknown): TypeErrors {
  const errors = out.split("\n").filter((line) => /(?:: |^)error TS\d+:/.test(line));
  if (code === 0 || errors.length > 0) return { errors };
  const [why = ""] = `${err}\n${out}`.trim().split("\n");
  return { errors: [], failed: why === "" ? `the compiler ended with ${String(code)}` : why };
}

/** Lines for the end of a report; none when all is well. */
export function typeLines(found: TypeErrors | undefined): readonly string[] {
  if (!found) return ["Types: the compiler had not finished when the stories had; --typecheck waits for it."];
  if (found.failed !== undefined) return [`Types: could not be checked: ${printableLine(found.failed)}`];
  const { errors } = found;
  if (errors.length === 0) return [];
  const more = errors.length > MOST_SHOWN ? [`  … and ${errors.length - MOST_SHOWN} more (npx tsc)`] : [];
  const title = `Types: ${errors.length} ${errors.length === 1 ? "error" : "errors"}`;
  return [title, ...errors.slice(0, MOST_SHOWN).map((line) => `  ${printableLine(line)}`), ...more];
}

/** The exit code of a run that waits for the compiler. */
export function codeWithTypes(code: number, { errors, failed }: TypeErrors): number {
  if (code !== EXIT.green) return code;
  if (failed !== undefined) return EXIT.environment;
  return errors.length > 0 ? EXIT.red : EXIT.green;
}
