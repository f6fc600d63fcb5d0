import { createCallback } from "../callback/callback.ts";
import { managedHandler } from "./managed-handler.ts";

export const handler = managedHandler(createCallback);
