import { once } from "node:events";
import { expect, test } from "vitest";
import { connectDirectly } from "./direct-connection.ts";
import { catchOutboundHttp } from "./outbound-http.ts";

test("where nobody listens there is no connection, also after HTTP of the thread is intercepted", async () => {
  await catchOutboundHttp();
  const socket = connectDirectly({ host: "127.0.0.1", port: 1 });
  const [error] = await once(socket, "error");
  expect(error).toMatchObject({ code: "ECONNREFUSED" });
});
