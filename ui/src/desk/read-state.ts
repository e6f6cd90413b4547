// The mirror's one source: the edition as the engine has it.
import type { Bridge } from '../bridge/bridge';
import type { EditionInfo, EditionState } from '../bridge/types';
import type { StateView } from '../bridge/wire';

/** What is said of an edition whose record of itself is missing. */
const NAMELESS: EditionInfo = {
  name: '',
  latin_name: '',
  date: '',
  issue: 0,
  cn_number: '',
  post_code: '',
  publisher: '',
  telephone: '',
  ear: '',
  ink_limit: 0,
  typography: { cjk_latin_gap: 250, level: 'gb', punctuation: 'quanjiao', indent: 2, hanging: false, language: 'zh-Hans', styles: {} },
};

/** The edition as it stands; one that says nothing of itself is shown without a name. */
export async function readState(bridge: Bridge): Promise<EditionState> {
  const state = await bridge.call<StateView>('state');
  return { ...state, info: state.info ?? NAMELESS };
}
