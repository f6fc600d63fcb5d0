import { createHmac } from "node:crypto";
import { CALLBACK_SECRET } from "../world/system-under-test.ts";
import { CALLBACK_PATH, type World } from "../world/world.ts";
import { type Answer, readAnswer } from "./people.ts";

/** The signature that the pipeline gives these bytes. */
export function callbackSignature(text: string, secret = CALLBACK_SECRET): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/**
 * Sends the server a callback as the pipeline does: for callbacks that no machine would send. The signature is valid,
 * unless the story gives another; `null` leaves it out.
 */
export function sendCallback(
  world: World,
  body: Readonly<Record<string, unknown>> | string,
  options: { readonly signature?: string | null } = {},
): Promise<Answer> {
  return world.actions.begin("sendCallback(…)", send(world, body, options), sendCallback);
}

async function send(
  world: World,
  body: Readonly<Record<string, unknown>> | string,
  options: { readonly signature?: string | null },
): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { signature = callbackSignature(text) } = options;
  const request = {
    method: "POST",
    path: CALLBACK_PATH,
    headers: {
      host: world.serverUrl.host,
      "content-type": "application/json",
      ...(signature !== null && { "x-toq-signature": signature }),
    },
    body: Buffer.from(text),
  };
  return readAnswer(await world.sendToServer("pipeline", request));
}

/** Sends a callback that has already arrived once more, byte for byte; `number` counts from 1. */
export function resendCallback(world: World, number: number): Promise<Answer> {
  const callback = world.callbacks()[number - 1];
  if (!callback) throw new Error(`callback ${number} has not arrived; there are ${world.callbacks().length}`);
  return world.actions.begin("resendCallback(…)", send(world, callback.body, {}), resendCallback);
}
