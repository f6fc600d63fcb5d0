import { z } from "zod";
import { MAX_CORS_AGE_SECONDS } from "../limits.ts";
import { optional, parseRequest } from "../request-input.ts";

const texts = optional(z.array(z.string()));
const settings = {
  Cors: optional(
    z.strictObject({
      AllowCredentials: optional(z.boolean()),
      AllowHeaders: texts,
      AllowMethods: texts,
      AllowOrigins: texts,
      ExposeHeaders: texts,
      MaxAge: optional(z.number().int().nonnegative().max(MAX_CORS_AGE_SECONDS)),
    }),
  ),
  InvokeMode: optional(z.enum(["BUFFERED", "RESPONSE_STREAM"])),
};
const authType = z.enum(["NONE", "AWS_IAM"]);
const createSchema = z.object({ AuthType: authType, ...settings });
const updateSchema = z.object({ AuthType: optional(authType), ...settings });

export const parseCreateUrl = (input: unknown) => parseRequest("CreateFunctionUrlConfig", createSchema, input);
export const parseUpdateUrl = (input: unknown) => parseRequest("UpdateFunctionUrlConfig", updateSchema, input);
