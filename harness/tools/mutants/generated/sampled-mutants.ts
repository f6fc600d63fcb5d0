import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Shard } from "../../../support/shard.ts";
import { ContractTexts } from "./contract-texts.ts";
import { type Instrumented, instrument } from "./instrument.ts";
import { type Mutant, nameOf } from "./mutant.ts";
import { drawSample, shardOf } from "./sample.ts";
import { folderOf, sourceFiles } from "./source-files.ts";

/** Which mutants are to be judged. */
export interface SampleOptions {
  readonly seed: number;
  /** How many; all when undefined. */
  readonly size?: number;
  /** Only these folders or files; empty: all. */
  readonly folders: readonly string[];
  readonly shard?: Shard;
}

/** What was drawn, and of what. */
export interface Sample {
  /** The mutants that were drawn, and code that has no others. */
  readonly drawn: Instrumented;
  readonly population: number;
  /** Texts that no page of the contract names, by folder; none of them is drawn. */
  readonly unnamedTexts: Readonly<Record<string, number>>;
}

/** All mutants of the system, for finding out what test files reach. */
export function allMutants(root: string): Promise<Instrumented> {
  return instrument(root, new Map(sourceFiles(root).map((file) => [file, true])), ContractTexts.read(root));
}

/** Makes the mutants of the folders, draws, and makes code that has the drawn ones only. */
export async function sampleMutants(root: string, { seed, size, folders, shard }: SampleOptions): Promise<Sample> {
  const texts = ContractTexts.read(root);
  const files = sourceFiles(root).filter((file) => folders.length === 0 || folders.some((one) => isIn(file, one)));
  const { mutants } = await instrument(root, new Map(files.map((file) => [file, true])), texts);
  const population = mutants.filter(({ unnamedText }) => !unnamedText);
  const drawn = drawSample(population, size ?? population.length, seed);
  const own = shard ? shardOf(drawn, shard) : drawn;
  return {
    drawn: await only(root, own, texts),
    population: population.length,
    unnamedTexts: countByFolder(mutants),
  };
}

export function isIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder.replace(/\/$/, "")}/`);
}

/**
 * Stryker is given places, and also makes what lies within them: that is never switched on. Files without a drawn
 * mutant are as they were: another mutant's switch could have the same id.
 */
async function only(root: string, own: readonly Mutant[], texts: ContractTexts): Promise<Instrumented> {
  const inFile = Map.groupBy(own, ({ file }) => file);
  const wanted = new Map([...inFile].map(([file, its]) => [file, its.map(({ place }) => place)]));
  const { mutants, code } = await instrument(root, wanted, texts);
  const names = new Set(own.map(nameOf));
  const untouched = sourceFiles(root).filter((file) => !inFile.has(file));
  const rest = untouched.map((file) => [file, readFileSync(join(root, file), "utf8")] as const);
  return {
    mutants: mutants.filter((mutant) => names.has(nameOf(mutant))),
    code: new Map([...rest, ...code]),
  };
}

function countByFolder(mutants: readonly Mutant[]): Readonly<Record<string, number>> {
  const unnamed = mutants.filter(({ unnamedText }) => unnamedText);
  return Object.fromEntries(
    [...Map.groupBy(unnamed, ({ file }) => folderOf(file))].map(([folder, { length }]) => [folder, length]),
  );
}
