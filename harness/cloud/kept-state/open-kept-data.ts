import { resolve } from "node:path";
import type { Clock } from "../../clock/clock.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import { KeptCloud } from "./kept-cloud.ts";
import { instantOf, type StateSettings, settingsOf } from "./kept-settings.ts";
import { StateFile } from "./state-file.ts";

/** The state in a folder, before there is a clock: what it was begun with, and when it was last written. */
export interface KeptData {
  readonly settings: StateSettings;
  /** Milliseconds since the epoch; `undefined` for a state that begins now. */
  readonly instantMs: number | undefined;
  keep(clock: Clock, random: RandomStreams): KeptCloud;
}

/**
 * Opens the folder of `--data`, or begins a state in it.
 *
 * @throws EnvironmentError when it cannot be used, UsageError when it was begun with other settings.
 */
export function openKeptData(
  folder: string,
  asked: { readonly [Name in keyof StateSettings]: StateSettings[Name] | undefined },
  usual: StateSettings,
): KeptData {
  const file = new StateFile(resolve(folder));
  const facts = file.facts();
  try {
    const settings = settingsOf(folder, facts, asked as Partial<StateSettings>, usual);
    return {
      settings,
      instantMs: instantOf(facts),
      keep: (clock, random) => new KeptCloud(file, { clock, random, settings }),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}
