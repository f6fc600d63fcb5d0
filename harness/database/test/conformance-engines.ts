import type { EngineBinary, EngineDescription } from "../engine/engine.ts";
import { identifyBinary } from "../engine/identify-binary.ts";
import { installedEngine } from "../engine/installed-engine.ts";

/** One server on which the conformance file runs: the run's own, or one more that is started for it. */
export interface ConformanceEngine {
  readonly title: string;
  /** Absent: the run's own. */
  readonly binary?: string;
}

/** The run's own server, and one of the other flavour where `MYSQLD` or PATH names one. */
export async function conformanceEngines(own: EngineDescription): Promise<ConformanceEngine[]> {
  const others = await otherBinaries();
  const titles = new Set([titleOf(own)]);
  const engines: ConformanceEngine[] = [{ title: titleOf(own) }];
  for (const binary of others) {
    if (titles.has(titleOf(binary))) continue;
    titles.add(titleOf(binary));
    engines.push({ title: titleOf(binary), binary: binary.path });
  }
  return engines;
}

async function otherBinaries(): Promise<readonly EngineBinary[]> {
  const given = process.env.MYSQLD;
  const installed = await installedEngine.find({ environment: process.env, onProgress: () => {} }).catch(() => []);
  return given ? [await identifyBinary(given, "given"), ...installed] : installed;
}

function titleOf({ flavour, version }: Pick<EngineDescription, "flavour" | "version">): string {
  return `${flavour === "mysql" ? "MySQL" : "MariaDB"} ${version}`;
}
