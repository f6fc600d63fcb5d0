import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import type { ServiceCall } from "./service-call.ts";

/** How one service's calls look on the wire. */
export interface ServiceWire {
  /** Throws AwsError when the call cannot be written: an unknown operation, a missing label. */
  request(call: ServiceCall): HttpRequest;
  /** Members in PascalCase; throws AwsError when the service refused. */
  answer(call: ServiceCall, http: HttpResponse): Readonly<Record<string, unknown>>;
}
