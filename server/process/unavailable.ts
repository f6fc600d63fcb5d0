import { ConfigurationError } from "../configuration.ts";

/** This machine cannot give what the configuration asks for; another one could. */
export class Unavailable extends ConfigurationError {}
