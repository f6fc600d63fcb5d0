import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { invalidParameterValue, notEmulated } from "../errors.ts";

/** How functions of one runtime are started. */
export interface Runtime {
  readonly command: string;
  readonly parameters: readonly string[];
}

const PYTHON_RUNTIME = fileURLToPath(new URL("./runtimes/python-runtime.py", import.meta.url));
const NODE_RUNTIME = fileURLToPath(new URL("./runtimes/node-runtime.ts", import.meta.url));

/** What AWS has, or had: of these we say that they are not emulated, of all else that there is no such runtime. */
const FAMILIES = /^(java|dotnetcore|dotnet|ruby|go|provided|python|nodejs)[0-9a-z.]*$/;

const needs = (program: string): string =>
  `it would need a ${program} on the PATH of the emulated cloud's process and AWS's runtime interface client`;
const NEEDS: Readonly<Record<string, string>> = {
  dotnet: needs("dotnet"),
  dotnetcore: needs("dotnet"),
  java: needs("java"),
  ruby: needs("ruby"),
};

/**
 * Finds how a runtime is started here: `nodejs…` with the Node that runs this, `python3.…` with the python3 of PATH whatever
 * its version, `provided…` as the program `bootstrap` of the package. Throws AwsError.
 */
export async function findRuntime(name: string): Promise<Runtime> {
  if (/^provided(?:\.al2|\.al2023)?$/.test(name)) return { command: "./bootstrap", parameters: [] };
  if (/^nodejs\d+\.x$/.test(name)) return { command: process.execPath, parameters: [NODE_RUNTIME] };
  if (/^python3\.\d+$/.test(name)) return { command: await findPython(name), parameters: [PYTHON_RUNTIME] };
  const family = FAMILIES.exec(name)?.[1];
  if (family !== undefined) throw notEmulated(`lambda: the runtime ${name}`, NEEDS[family]);
  throw invalidParameterValue(
    `Value ${name} at 'runtime' failed to satisfy constraint: Member must be a valid runtime`,
  );
}

async function findPython(runtime: string): Promise<string> {
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "python3"))
    .find((path) => existsSync(path));
  const absent = (reason: string) =>
    invalidParameterValue(
      `The runtime ${runtime} needs a python3 on the PATH of the emulated cloud's process${reason}: install Python 3, or add its folder to PATH.`,
    );
  if (!found) throw absent(", which has none");
  try {
    // What is on PATH may be a script that looks for Python each time; that costs more than Python itself.
    const { stdout } = await promisify(execFile)(found, ["-c", "import sys; print(sys.executable)"]);
    return stdout.trim() || found;
  } catch (error) {
    throw absent(`, and ${found} does not start (${error instanceof Error ? error.message.split("\n")[0] : error})`);
  }
}
