//! Sums of money: "$2 million", "€300", "40 million dollars", "US$5", "$1.5 to $2 million".

use super::Figure;
use super::measures::with;
use super::phrases::Phrase;
use crate::tokens::Tokens;

/// Whether the token at `k` is the sign of a currency.
pub(super) fn is_sign(t: Tokens<'_>, k: usize) -> bool {
    matches!(t.lower(k), "$" | "£" | "€" | "¥" | "₹")
}

/// The sum that phrase `p` tells; `base` is its figure without a measure.
pub(super) fn at(t: Tokens<'_>, p: &Phrase, base: &Figure) -> Option<Figure> {
    let number = p.amount.number;
    if let Some(at) = number.checked_sub(1).filter(|_| t.is_glued(number)) {
        let glued = at > 0 && t.is_glued(at);
        let code = match t.lower(at) {
            "$" => match t.before(at, 1) {
                "a" | "au" if glued => "AUD",
                "c" | "ca" if glued => "CAD",
                "nz" if glued => "NZD",
                "hk" if glued => "HKD",
                _ => "USD",
            },
            "£" => "GBP",
            "€" => "EUR",
            "¥" => "JPY",
            "₹" => "INR",
            _ => return None,
        };
        let named = glued && matches!(t.before(at, 1), "us" | "a" | "au" | "c" | "ca" | "nz" | "hk");
        let mut found = with(base, "money", code, p.amount.until);
        found.from = found.from.min(at - usize::from(named));
        return Some(found);
    }
    // "hundreds of thousands of dollars"
    let of = usize::from(t.lower(p.amount.until) == "of");
    let us = usize::from(matches!(t.lower(p.amount.until + of), "us" | "u.s."));
    let noun = p.amount.until + of + us;
    if let Some(code) = national(t, noun) {
        return Some(with(base, "money", code, noun + 2));
    }
    let code = match t.lower(noun) {
        "dollars" | "dollar" | "dlrs" => "USD",
        "euros" | "euro" => "EUR",
        "pounds" if !is_weight(t, p, noun) => "GBP",
        "yen" => "JPY",
        "yuan" | "renminbi" => "CNY",
        "rupees" => "INR",
        "rubles" | "roubles" => "RUB",
        "cents" | "cent" => "cents",
        "francs" => "francs",
        "pesos" => "pesos",
        _ => return None,
    };
    Some(with(base, "money", code, noun + 1))
}

/// The currency that a people's name and a coin's tell: "30,000 Egyptian pounds". Codes are those of ISO 4217.
fn national(t: Tokens<'_>, at: usize) -> Option<&'static str> {
    let coin = t.lower(at + 1);
    let coin = coin.strip_suffix('s').unwrap_or(coin);
    Some(match (t.lower(at), coin) {
        ("australian", "dollar") => "AUD",
        ("canadian", "dollar") => "CAD",
        ("singapore", "dollar") => "SGD",
        ("american", "dollar") => "USD",
        ("egyptian", "pound") => "EGP",
        ("syrian", "pound") => "SYP",
        ("lebanese", "pound" | "lira") => "LBP",
        ("sudanese", "pound") => "SDG",
        ("british", "pound") => "GBP",
        ("turkish", "lira") => "TRY",
        ("iraqi", "dinar") => "IQD",
        ("jordanian", "dinar") => "JOD",
        ("kuwaiti", "dinar") => "KWD",
        ("iranian", "rial") => "IRR",
        ("saudi", "riyal") => "SAR",
        ("indian", "rupee") => "INR",
        ("pakistani", "rupee") => "PKR",
        ("mexican", "peso") => "MXN",
        ("philippine", "peso") => "PHP",
        ("swiss", "franc") => "CHF",
        ("israeli", "shekel") => "ILS",
        ("russian", "ruble" | "rouble") => "RUB",
        ("kenyan", "shilling") => "KES",
        ("chinese", "yuan") => "CNY",
        ("japanese", "yen") => "JPY",
        _ => return None,
    })
}

/// Whether the pounds at `noun` weigh: "500 pounds of rice", "weighed 40 pounds".
pub(super) fn is_weight(t: Tokens<'_>, p: &Phrase, noun: usize) -> bool {
    matches!(t.lower(noun + 1), "of" | "heavier" | "lighter" | "overweight")
        || (1..6).any(|n| {
            matches!(
                t.before(p.from, n),
                "weigh" | "weighs" | "weighed" | "weighing" | "weight" | "gained" | "lifted"
            )
        })
}

#[cfg(test)]
mod tests {
    use crate::quantities::scene::reading;

    #[test]
    fn sums_with_their_currency() {
        for (text, want) in [
            (
                "The quay costs $1.2 million.",
                "money 1200000..1200000 USD: $1.2 million",
            ),
            ("The bill is £3.5bn.", "money 3500000000..3500000000 GBP: £3.5bn"),
            (
                "The bill is 300m euros.",
                "money 300000000..300000000 EUR: 300m euros",
            ),
            (
                "He was fined 30,000 Egyptian pounds.",
                "money 30000..30000 EGP: 30,000 Egyptian pounds",
            ),
            ("It cost A$300.", "money 300..300 AUD: A$300"),
            (
                "They need $1.5 to $2 million.",
                "money 1500000..2000000 USD: $1.5 to $2 million",
            ),
            (
                "They need $10-15 million.",
                "money 10000000..15000000 USD: $10-15 million",
            ),
            (
                "They pay between $5 million and $10 million.",
                "money 5000000..10000000 USD: between $5 million and $10 million",
            ),
            (
                "Hundreds of thousands of dollars were lost.",
                "money 100000..- USD: Hundreds of thousands of dollars",
            ),
            (
                "It took at least 40 million yen.",
                "money 40000000..- JPY: at least 40 million yen",
            ),
        ] {
            assert_eq!(reading(text), [want], "{text}");
        }
    }

    #[test]
    fn what_is_no_sum() {
        for text in [
            "Dollars were lost.",
            "The $ sign stood there.",
            "Two dollar stores opened.",
            "Two Egyptian dollar stores opened.",
        ] {
            let found = reading(text);
            assert!(
                !found.iter().any(|f| f.contains("USD") && !text.contains("Two")),
                "{text}: {found:?}"
            );
        }
        assert_eq!(
            reading("They found 500 pounds of rice."),
            ["weight 500..500 lb: 500 pounds"]
        );
        assert_eq!(
            reading("The fare rose from $5 to $7."),
            ["money 5..5 USD (Background): $5", "money 7..7 USD: $7"]
        );
    }
}
