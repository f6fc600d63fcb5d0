import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { existing, unpackedLibraries } from "../../support/distribution/unpacked-libraries.ts";
import { isProgram } from "../../support/is-program.ts";
import type { RedisBinary } from "./redis.ts";

const run = promisify(execFile);

/** The names of the program. */
export const PROGRAMS = ["redis-server", "valkey-server"];

/** Asks a program for its version. Throws when it is no Redis server. */
export async function identifyRedis(
  path: string,
  origin: RedisBinary["origin"],
  environment: RedisBinary["environment"] = {},
): Promise<RedisBinary> {
  const { stdout } = await run(path, ["--version"], { env: { ...process.env, ...environment }, timeout: 5_000 });
  const [, name = "", version] = /^(Redis|Valkey) server v=(\d+(?:\.\d+)+)/im.exec(stdout) ?? [];
  if (version === undefined) throw new Error(`it is no Redis server: ${stdout.trim().slice(0, 80)}`);
  return { path, version, flavour: name.toLowerCase() === "valkey" ? "valkey" : "redis", origin, environment };
}

/** The server inside a directory of unpacked packages. Throws when it cannot run from there. */
export async function unpackedRedis(root: string, origin: RedisBinary["origin"]): Promise<RedisBinary> {
  const programs = ["usr/bin", "usr/sbin"].flatMap((directory) => PROGRAMS.map((name) => `${directory}/${name}`));
  const path = existing(root, programs).find(isProgram);
  if (path === undefined) throw new Error(`${root} holds no Redis server`);
  return identifyRedis(path, origin, { LD_LIBRARY_PATH: unpackedLibraries(root).join(":") });
}
