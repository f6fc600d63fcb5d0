import { readdirSync, readFileSync } from "node:fs";
import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { expect, test } from "vitest";
import { z } from "zod";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { loggedCloud } from "./logged-cloud.ts";
import { asRecorded, difference } from "./recorded-case.ts";

installWorldGlobals();

const CASE = z.object({
  definition: z.string(),
  input: z.string(),
  level: z.enum(["ALL", "ERROR", "FATAL"]),
  includeExecutionData: z.boolean(),
  messages: z.array(z.looseObject({ id: z.string() })),
});

const FOLDER = new URL("../fixtures/recorded-logs/", import.meta.url);

for (const file of readdirSync(FOLDER).sort()) {
  test(`log events as recorded on AWS: ${file.replace(".json", "")}`, async () => {
    const recorded = CASE.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
    const cloud = loggedCloud();
    const messages = await cloud.clock.drive(async () => {
      await cloud.createGroup();
      const stateMachineArn = await cloud.createMachine(recorded.definition, recorded);
      await cloud.sfn.send(new StartExecutionCommand({ stateMachineArn, input: recorded.input }));
      await cloud.clock.settle();
      return cloud.messages();
    });
    const withoutTimes = messages.map(({ event_timestamp, ...message }) => {
      expect(event_timestamp).toMatch(/^\d{13}$/);
      return asRecorded(message);
    });
    expect(difference(recorded.messages, withoutTimes)).toBeUndefined();
  });
}
