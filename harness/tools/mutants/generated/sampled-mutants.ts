import { ContractTexts } from "./contract-texts.ts";
import { type Instrumented, instrument } from "./instrument.ts";
import { type Mutant, nameOf } from "./mutant.ts";
import { drawSample, type Shard, shardOf } from "./sample.ts";
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

/** The mutants that were drawn, and how many there were to draw from. */
export interface Sample extends Instrumented {
  readonly population: number;
  /** Texts that no page of the contract names, by folder; none of them is drawn. */
  readonly unnamedTexts: Readonly<Record<string, number>>;
}

/** Makes all mutants of the system, draws, and makes code that has the drawn ones only. */
export async function sampleMutants(root: string, { seed, size, folders, shard }: SampleOptions): Promise<Sample> {
  const texts = ContractTexts.read(root);
  const files = sourceFiles(root).filter((file) => folders.length === 0 || folders.some((one) => isIn(file, one)));
  const all = await instrument(root, new Map(files.map((file) => [file, true])), texts);
  const population = all.mutants.filter(({ unnamedText }) => !unnamedText);
  const drawn = drawSample(population, size ?? population.length, seed);
  const own = shard ? shardOf(drawn, shard) : drawn;
  const { mutants, code } = await only(root, own, texts);
  return { mutants, code, population: population.length, unnamedTexts: countByFolder(all.mutants) };
}

export function isIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder.replace(/\/$/, "")}/`);
}

/** Stryker is given places, and also makes what lies within them: that is never switched on. */
async function only(root: string, own: readonly Mutant[], texts: ContractTexts): Promise<Instrumented> {
  const wanted = new Map(
    [...Map.groupBy(own, ({ file }) => file)].map(([file, inFile]) => [file, inFile.map(({ place }) => place)]),
  );
  const { mutants, code } = await instrument(root, wanted, texts);
  const names = new Set(own.map(nameOf));
  return { mutants: mutants.filter((mutant) => names.has(nameOf(mutant))), code };
}

function countByFolder(mutants: readonly Mutant[]): Readonly<Record<string, number>> {
  const unnamed = mutants.filter(({ unnamedText }) => unnamedText);
  return Object.fromEntries(
    [...Map.groupBy(unnamed, ({ file }) => folderOf(file))].map(([folder, { length }]) => [folder, length]),
  );
}
