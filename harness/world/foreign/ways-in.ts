import { FUNCTIONS, ROLES } from "../../../system/infrastructure.ts";
import { type Listener, startListener } from "../../cloud/backends/listener.ts";
import { isThrownByFault } from "../../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { credentialOf } from "../credentials.ts";
import { CALLBACK_PATH } from "../world.ts";
import { WorldEnded } from "./foreign-time.ts";
import { ServerUnreachable } from "./server-connection.ts";

type Send = (source: string, request: HttpRequest) => Promise<HttpResponse>;

/** The ports by which foreign processes reach the parts of a world. */
export interface WaysIn {
  /** To the server, for callbacks. */
  readonly serverUrl: URL;
  readonly cloudUrl: URL;
  close(): Promise<void>;
}

/** Opens both. A connection that a fault breaks, or the server, is broken for the process as well. */
export async function startWaysIn(send: { readonly toServer: Send; readonly toCloud: Send }): Promise<WaysIn> {
  const breaks = (error: unknown): boolean =>
    isThrownByFault(error) || error instanceof ServerUnreachable || error instanceof WorldEnded;
  const opened: Listener[] = [];
  const open = async (handle: (request: HttpRequest) => Promise<HttpResponse>): Promise<URL> => {
    const listener = await startListener({ port: 0, breaks, handle });
    opened.push(listener);
    return new URL(listener.url);
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.destroy()));
  };
  try {
    return {
      serverUrl: await open((request) => send.toServer(whoCallsTheServer(request), request)),
      cloudUrl: await open((request) => send.toCloud(whoCallsTheCloud(request), request)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Functions come another way, unless they were told this address. */
function whoCallsTheServer({ path }: HttpRequest): string {
  return path.startsWith(CALLBACK_PATH) ? FUNCTIONS.callback : "outside";
}

const SOURCES: ReadonlyMap<string, string> = new Map([[credentialOf(ROLES.backend).accessKeyId, "server"]]);

/** By the key of the signature. Who uses a presigned URL is not who has signed it. */
function whoCallsTheCloud({ headers }: Pick<HttpRequest, "headers">): string {
  const [, accessKeyId = ""] = /\bCredential=([^/,\s]+)\//.exec(headers.authorization ?? "") ?? [];
  return SOURCES.get(accessKeyId) ?? "outside";
}
