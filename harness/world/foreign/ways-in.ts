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

interface WaysInOptions {
  readonly toServer: Send;
  readonly toCloud: Send;
  /** Address at which callbacks come in. Default: loopback. */
  readonly serverHost?: string;
  /** Access key that the server signs with. Default: its role's in the embedded cloud. */
  readonly serverKeyId?: string;
}

/** Opens both. A connection that a fault breaks, or the server, is broken for the process as well. */
export async function startWaysIn(options: WaysInOptions): Promise<WaysIn> {
  const { toServer, toCloud, serverHost, serverKeyId = credentialOf(ROLES.backend).accessKeyId } = options;
  const breaks = (error: unknown): boolean =>
    isThrownByFault(error) || error instanceof ServerUnreachable || error instanceof WorldEnded;
  const opened: Listener[] = [];
  const open = async (handle: (request: HttpRequest) => Promise<HttpResponse>, host?: string): Promise<URL> => {
    const listener = await startListener({ port: 0, breaks, handle, ...(host !== undefined && { host }) });
    opened.push(listener);
    return new URL(listener.url);
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((listener) => listener.destroy()));
  };
  try {
    return {
      serverUrl: await open((request) => toServer(whoCallsTheServer(request), request), serverHost),
      cloudUrl: await open((request) => toCloud(keyOf(request) === serverKeyId ? "server" : "outside", request)),
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

/** The key of the signature. Who uses a presigned URL is not who has signed it. */
function keyOf({ headers }: Pick<HttpRequest, "headers">): string | undefined {
  return /\bCredential=([^/,\s]+)\//.exec(headers.authorization ?? "")?.[1];
}
