import { goString, goStruct } from "../../../system/go/json-binding.ts";
import { refreshTokens } from "../../auth/refresh.ts";
import type { AuthDependencies } from "../../auth/signin.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import { clientOf, requireDevice } from "../client.ts";
import { tokensBody } from "./tokens-body.ts";

const bodyType = goStruct("dto.RefreshTokenRequest", { refreshToken: goString });

/** `POST /auth/refresh`; the incident's revision does not ask for a device (docs/contract/http-api.md 4.2). */
export async function handleRefresh(auth: AuthDependencies, context: RequestContext): Promise<Reply> {
  if (auth.system.features.tokenTypeChecked) requireDevice(context.request);
  const { refreshToken } = bindJson(context.request.body, bodyType);
  if (refreshToken === "") throw new HttpError(400, "Invalid request format");
  return jsonReply(200, tokensBody(await refreshTokens(auth, context.log, clientOf(context.request), refreshToken)));
}
