import { z } from "zod";
import { serverConfigurationSchema } from "../../server/configuration.ts";
import { DEFECT_IDS } from "../../system/defects.ts";
import { REVISIONS } from "../../system/revisions.ts";
import { requireKnown, requireKnownMembers } from "../support/story-mistake.ts";
import { GATE } from "./gate/gate.ts";
import { NEEDS } from "./needs.ts";
import type { ScenarioOptions } from "./story.ts";

/** Every option, so that one more in the type must be added here. */
const OPTIONS: Readonly<Record<keyof ScenarioOptions, true>> = {
  revision: true,
  defects: true,
  startAt: true,
  seed: true,
  tags: true,
  photos: true,
  needs: true,
  violates: true,
  refusesToStart: true,
  mock: true,
  world: true,
};
type WorldOption = keyof NonNullable<ScenarioOptions["world"]>;
const WORLD_OPTIONS: Readonly<Record<WorldOption, true>> = {
  accountId: true,
  region: true,
  backend: true,
  finalizationMachine: true,
  tracing: true,
  settings: true,
  nextJobId: true,
  listings: true,
  workers: true,
  withoutSystem: true,
  memoise: true,
  bootstraps: true,
  foreign: true,
};
const LISTING_MEMBERS = ["id", "status", "ownerId", "photographerIds", "propertyType"];

/** Throws StoryMistake for an option or a name that does not exist: it would be ignored in silence. */
export function requireKnownOptions(options: ScenarioOptions): void {
  const { revision, defects = {}, photos, needs = [], violates = [], world = {} } = options;
  requireKnownMembers("scenario", "option", options, Object.keys(OPTIONS));
  if (revision !== undefined) requireKnown("scenario, revision", "revision", revision, Object.keys(REVISIONS));
  requireKnownMembers("scenario, defects", "member", defects, ["added", "removed"]);
  for (const id of [...(defects.added ?? []), ...(defects.removed ?? [])])
    requireKnown("scenario, defects", "defect", id, DEFECT_IDS);
  if (photos !== undefined) requireKnown("scenario, photos", "kind of photos", photos, ["small", "12mp"]);
  for (const need of needs) requireKnown("scenario, needs", "need", need, NEEDS);
  const rules = GATE.map(({ id }) => id);
  for (const rule of violates) requireKnown("scenario, violates", "rule of the gate", rule, rules);
  requireKnownMembers("scenario, world", "option", world, Object.keys(WORLD_OPTIONS));
  for (const listing of world.listings ?? [])
    requireKnownMembers("scenario, world.listings", "member of a listing", listing, LISTING_MEMBERS);
  requireKnownSettings(world.settings ?? {});
}

function requireKnownSettings(settings: object): void {
  const sections: Readonly<Record<string, unknown>> = serverConfigurationSchema.shape;
  requireKnownMembers("scenario, world.settings", "section", settings, Object.keys(sections));
  for (const [name, given] of Object.entries(settings) as [string, unknown][])
    if (typeof given === "object" && given !== null)
      requireKnownMembers(`scenario, world.settings.${name}`, "setting", given, membersOf(sections[name]));
}

function membersOf(section: unknown): readonly string[] {
  const object = section instanceof z.ZodPrefault ? section.unwrap() : section;
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}
