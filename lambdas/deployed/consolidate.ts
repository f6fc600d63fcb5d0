import { createConsolidate } from "../consolidate/consolidate.ts";
import { managedHandler } from "./managed-handler.ts";

export const handler = managedHandler(createConsolidate);
