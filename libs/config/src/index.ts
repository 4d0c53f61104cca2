export {
  type Config,
  ConfigError,
  describeConfig,
  type Environment,
  loadConfig,
  toEnvironment,
  type VariableDescription,
} from './config';
export type { SecondOpinionConfig } from './second-opinion';
