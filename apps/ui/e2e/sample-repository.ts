/** A small shop: classes, calls across files, a test, a file that is skipped, and names that would break a careless page. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'cart.py': `from pricing import price_of, total_price


class Cart:
    """Items that a customer wants to buy."""

    def __init__(self):
        self.items = []

    def add(self, item):
        self.items.append(item)
        return self

    def total(self):
        return total_price(self.items)


def checkout(customer):
    cart = Cart()
    cart.add("ticket").add("poster")
    return pay(customer, cart.total())


def pay(customer, amount):
    receipt = customer.charge(amount)
    return receipt
`,
  'pricing.py': `PRICES = {"ticket": 12, "poster": 7}


def price_of(item):
    return PRICES.get(item, 0)


def total_price(items):
    total = 0
    for item in items:
        total += price_of(item)
    return total
`,
  'shop/__init__.py': '',
  'shop/discounts.py': `from cart import Cart


class DiscountCart(Cart):
    """A cart whose total is lower: <b>not bold</b> & "quoted"."""

    def total(self):
        return super().total() * 0.9


def discounted(items):
    cart = DiscountCart()
    for item in items:
        cart.add(item)
    return cart.total()
`,
  'web/basket.ts': `export interface Line {
  readonly name: string;
  readonly price: number;
}

/** Adds up the lines of a basket. */
export function sum(lines: readonly Line[]): number {
  return lines.reduce((total, line) => total + line.price, 0);
}

export class Basket {
  private readonly lines: Line[] = [];

  add(line: Line): this {
    this.lines.push(line);
    return this;
  }

  total(): number {
    return sum(this.lines);
  }
}
`,
  'tests/test_cart.py': `from cart import Cart, checkout


def test_total():
    cart = Cart()
    cart.add("ticket")
    assert cart.total() == 12


def test_checkout(customer):
    assert checkout(customer) is not None
`,
  'binary.py': '\u0000\u0001\u0002\u0003',
};
