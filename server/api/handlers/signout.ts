import { goString, goStruct } from "../../../system/go/json-binding.ts";
import type { RevokedTokens } from "../../auth/revoked-tokens.ts";
import type { AuthDependencies } from "../../auth/signin.ts";
import { signOut } from "../../auth/signout.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import { clientOf, isUuid } from "../client.ts";

const bodyType = goStruct("dto.SignOutRequest", { deviceToken: goString, refreshToken: goString });

/** `POST /user/signout`. */
export async function handleSignOut(
  auth: AuthDependencies,
  revokedTokens: RevokedTokens,
  context: RequestContext,
): Promise<Reply> {
  if (!context.claims) throw new HttpError(401, "User info not found in context");
  const { deviceToken, refreshToken } = bindJson(context.request.body, bodyType);
  const { deviceId } = clientOf(context.request);
  if (deviceId !== "" && !isUuid(deviceId)) {
    context.log.warn("auth.signout.invalid_device_id", { device_id: deviceId });
    throw new HttpError(400, "deviceID must be a valid UUID");
  }
  const given = { refreshToken: refreshToken.trim(), deviceToken: deviceToken.trim(), deviceId };
  await signOut(auth, revokedTokens, context.log, context.claims, given);
  return jsonReply(200, { message: "Successfully signed out" });
}
