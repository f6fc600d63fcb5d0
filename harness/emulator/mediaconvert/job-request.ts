import { z } from "zod";
import { AwsError } from "../gateway/aws-error.ts";
import { recordOf } from "../gateway/record-of.ts";
import { MINIMUM_CHARACTERS, PRIORITY } from "./limits.ts";
import { pointer, refusalOf } from "./refusal.ts";
import { oneOf } from "./settings/enumerated.ts";
import { jobSettings } from "./settings/job-settings.ts";

const names = recordOf(z.string());

/** CreateJob's request. Members in PascalCase, as Step Functions spells them; the wire has lower camel case. */
const createJobRequest = z.strictObject({
  Role: z.string().min(MINIMUM_CHARACTERS),
  Settings: jobSettings,
  /** ARN or name. */
  Queue: z.string().min(MINIMUM_CHARACTERS).optional(),
  ClientRequestToken: z.string().min(MINIMUM_CHARACTERS).optional(),
  Priority: z.int().min(PRIORITY.least).max(PRIORITY.most).default(PRIORITY.usual),
  UserMetadata: names.default({}),
  /** Accepted, but not returned: GetJob does not show tags. */
  Tags: names.optional(),
  /** How often events come; there are none. */
  StatusUpdateInterval: z.string().default("SECONDS_60"),
  AccelerationSettings: z.strictObject({ Mode: oneOf("DISABLED") }).optional(),
});

export type JobRequest = z.output<typeof createJobRequest>;

/**
 * Reads CreateJob's request, with its settings as the client wrote them.
 *
 * @throws AwsError BadRequestException for what AWS refuses, NotImplemented, by name, for what is not emulated.
 */
export function readJobRequest(given: unknown): { readonly request: JobRequest; readonly settings: unknown } {
  const parsed = createJobRequest.safeParse(given, { reportInput: true });
  if (!parsed.success) throw refusalOf(parsed.error);
  checkNames(parsed.data);
  return { request: parsed.data, settings: (given as { readonly Settings: unknown }).Settings };
}

/** Two outputs of one group with the same name would be written to the same object. */
function checkNames({ Settings }: JobRequest): void {
  for (const [group, { Outputs }] of Settings.OutputGroups.entries()) {
    const taken = new Set<string>();
    for (const { NameModifier = "", Extension = "" } of Outputs) {
      const name = `${NameModifier}.${Extension}`;
      if (taken.has(name)) {
        const place = pointer(["Settings", "OutputGroups", group, "Outputs"]);
        throw new AwsError("BadRequestException", `${place}: outputs of a group need different nameModifier values`);
      }
      taken.add(name);
    }
  }
}
