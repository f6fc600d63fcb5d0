import { goString, goStruct } from "../../../system/go/json-binding.ts";
import { type AuthDependencies, signIn } from "../../auth/signin.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import { clientOf, requireDevice } from "../client.ts";
import { tokensBody } from "./tokens-body.ts";

const bodyType = goStruct("dto.SignInRequest", { nationalID: goString, password: goString, deviceToken: goString });

/** `POST /auth/signin`; the device is checked before the body. */
export async function handleSignIn(auth: AuthDependencies, context: RequestContext): Promise<Reply> {
  requireDevice(context.request);
  const body = bindJson(context.request.body, bodyType);
  if (body.nationalID === "" || body.password === "" || body.deviceToken === "") {
    throw new HttpError(400, "Invalid request format");
  }
  if (body.deviceToken.trim() === "") throw new HttpError(400, "deviceToken is required");
  const credentials = { nationalId: body.nationalID, password: body.password, deviceToken: body.deviceToken };
  const tokens = await signIn(auth, context, clientOf(context.request), credentials);
  return jsonReply(200, tokensBody(tokens));
}
