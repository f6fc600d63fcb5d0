import { createHmac } from "node:crypto";
import { CALLBACK_SECRET } from "../world/system-under-test.ts";
import { CALLBACK_PATH, type World } from "../world/world.ts";
import { type Answer, readAnswer } from "./people.ts";

/**
 * Sends the server a callback with a valid signature, as the pipeline does: for callbacks that no machine would send.
 */
export async function sendCallback(world: World, body: Readonly<Record<string, unknown>> | string): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = {
    method: "POST",
    path: CALLBACK_PATH,
    headers: {
      host: world.serverUrl.host,
      "content-type": "application/json",
      "x-toq-signature": createHmac("sha256", CALLBACK_SECRET).update(text).digest("hex"),
    },
    body: Buffer.from(text),
  };
  return readAnswer(await world.sendToServer("pipeline", request));
}

/** Sends a callback that has already arrived once more, byte for byte; `number` counts from 1. */
export function resendCallback(world: World, number: number): Promise<Answer> {
  const callback = world.callbacks()[number - 1];
  if (!callback) throw new Error(`callback ${number} has not arrived; there are ${world.callbacks().length}`);
  return sendCallback(world, callback.body);
}
