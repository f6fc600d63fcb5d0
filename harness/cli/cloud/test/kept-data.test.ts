import { once } from "node:events";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { served, start } from "./served.ts";
import { dataFolder, expectNothingLost, killed } from "./write-until-killed.ts";

// Many more seeds: kept-data.kill-points.test.ts.
test("a kill -9 in the middle of writing loses nothing that was acknowledged", () => expectNothingLost([1]), 60_000);

test("a folder that a cloud has is refused to a second one, and free again when the first has ended", async () => {
  const folder = dataFolder();
  const first = await served(["--data", folder]);
  const second = start(["--port", "0", "--data", folder]);
  const chunks: Buffer[] = [];
  second.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  expect(await once(second, "close")).toEqual([3, null]);
  expect(Buffer.concat(chunks).toString()).toMatch(/is in use by another cloud; stop that one/);
  first.child.kill("SIGTERM");
  expect(await once(first.child, "exit")).toEqual([0, null]);
  const third = await served(["--data", folder]);
  await killed(third);
}, 60_000);

test("virtual time goes on where it stood, ids are not drawn twice, and a reset empties the folder too", async () => {
  const folder = dataFolder();
  const options = ["--data", folder, "--clock", "virtual"];
  const before = await served(options);
  await fetch(`${before.endpoint}/_harness/clock`, { method: "POST", body: JSON.stringify({ advanceMs: 86_400_000 }) });
  const sqs = await before.clients.sqs();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "jobs" }));
  const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
  const stood = await (await fetch(`${before.endpoint}/_harness/clock`)).json();
  await killed(before);

  // The clock is the state's own, without the option.
  const after = await served(["--data", folder]);
  const stands = await (await fetch(`${after.endpoint}/_harness/clock`)).json();
  expect(stands).toEqual(stood);
  const again = await after.clients.sqs();
  const moved = `${after.endpoint}/000000000000/jobs`;
  const second = await again.send(new SendMessageCommand({ QueueUrl: moved, MessageBody: "two" }));
  expect(second.MessageId).not.toBe(MessageId);
  await fetch(`${after.endpoint}/_harness/reset`, { method: "POST" });
  await killed(after);

  const emptied = await served(["--data", folder]);
  const { clients } = emptied;
  await expect(
    (await clients.sqs()).send(new ReceiveMessageCommand({ QueueUrl: `${emptied.endpoint}/000000000000/jobs` })),
  ).rejects.toMatchObject({ name: "QueueDoesNotExist" });
  await killed(emptied);
}, 60_000);
