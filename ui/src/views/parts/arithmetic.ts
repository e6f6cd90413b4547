// Reads what a person types into a number field: `27`, `27+1`, `27字+1`, `(111-1)/2`, `85.7mm`, `小五`, `小5+1`.

/** What one of each unit is worth in the unit of the field. */
export type UnitValues = Readonly<Record<string, number>>;

/** What a field understands beside bare numbers. */
export interface Measure {
  units: UnitValues;
  /** What names that stand for a length by themselves are worth, such as 小五. */
  names: UnitValues;
}

const PLAIN: Measure = { units: {}, names: {} };

const WIDE: Readonly<Record<string, string>> = {
  '＋': '+',
  '－': '-',
  '−': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
  '（': '(',
  '）': ')',
  '．': '.',
  '。': '.',
};

/** The value of the sum in `text`, or `null` when it is not one; a bare number is in the field's own unit. */
export function evaluate(text: string, measure: Measure = PLAIN): number | null {
  const source = [...text].map(narrow).join('').replace(/\s+/g, '');
  if (source === '') return null;
  const reader = new Reader(source, measure);
  const value = reader.sum();
  return value !== null && reader.isAtEnd() && Number.isFinite(value) ? value : null;
}

function narrow(character: string): string {
  const mapped = WIDE[character];
  if (mapped !== undefined) return mapped;
  const code = character.codePointAt(0) ?? 0;
  return code >= 0xff10 && code <= 0xff19 ? String(code - 0xff10) : character;
}

class Reader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly measure: Measure,
  ) {}

  isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  sum(): number | null {
    let value = this.product();
    while (value !== null && (this.peek() === '+' || this.peek() === '-')) {
      const sign = this.source[this.at++] === '+' ? 1 : -1;
      const next = this.product();
      value = next === null ? null : value + sign * next;
    }
    return value;
  }

  private product(): number | null {
    let value = this.atom();
    while (value !== null && (this.peek() === '*' || this.peek() === '/')) {
      const isProduct = this.source[this.at++] === '*';
      const next = this.atom();
      value = next === null ? null : isProduct ? value * next : value / next;
    }
    return value;
  }

  private atom(): number | null {
    if (this.peek() === '-') {
      this.at += 1;
      const value = this.atom();
      return value === null ? null : -value;
    }
    if (this.peek() === '(') {
      this.at += 1;
      const value = this.sum();
      if (value === null || this.peek() !== ')') return null;
      this.at += 1;
      return value;
    }
    const named = this.named();
    if (named !== null) return named;
    const digits = /^(\d+\.?\d*|\.\d+)/.exec(this.source.slice(this.at));
    if (digits === null) return null;
    this.at += digits[0].length;
    return Number(digits[0]) * this.unit();
  }

  /** A name that stands for a length; the longest that fits, for 小五 is not 五. */
  private named(): number | null {
    const rest = this.source.slice(this.at);
    const [name, value] = Object.entries(this.measure.names).reduce<[string, number | null]>(
      (best, each) => (rest.startsWith(each[0]) && each[0].length > best[0].length ? each : best),
      ['', null],
    );
    this.at += name.length;
    return value;
  }

  /** A unit this field does not know is left standing, so that the sum is refused. */
  private unit(): number {
    const name = /^[^\d+\-*/().]+/.exec(this.source.slice(this.at))?.[0];
    const value = name === undefined ? undefined : this.measure.units[name.toLowerCase()];
    if (name === undefined || value === undefined) return 1;
    this.at += name.length;
    return value;
  }

  private peek(): string | undefined {
    return this.source[this.at];
  }
}
