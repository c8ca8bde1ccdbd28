//! Files as nobody would write them: random bytes, and good files with something done to them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One way to damage a file; places are taken modulo its length.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Delete(Index, usize),
    Truncate(Index),
    Duplicate(Index, usize, Index),
    Replace(u8, u8),
}

impl Damage {
    fn inflict(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let chunk = |start: usize, length: usize, bytes: &[u8]| start..bytes.len().min(start + length);
        match self {
            Self::Flip(place, bits) => {
                let place = place.index(bytes.len());
                bytes[place] ^= bits;
            }
            Self::Insert(place, inserted) => {
                let place = place.index(bytes.len());
                bytes.splice(place..place, inserted.iter().copied());
            }
            Self::Delete(place, length) => {
                let chunk = chunk(place.index(bytes.len()), *length, bytes);
                bytes.drain(chunk);
            }
            Self::Truncate(place) => bytes.truncate(place.index(bytes.len())),
            Self::Duplicate(from, length, to) => {
                let copy = bytes[chunk(from.index(bytes.len()), *length, bytes)].to_vec();
                let to = to.index(bytes.len());
                bytes.splice(to..to, copy);
            }
            Self::Replace(old, new) => {
                for byte in bytes.iter_mut().filter(|byte| *byte == old) {
                    *byte = *new;
                }
            }
        }
    }
}

fn damages() -> impl Strategy<Value = Damage> {
    let pieces = vec![
        "\"",
        "\"\"",
        ";",
        ",",
        "\t",
        "|",
        "\n",
        "\r",
        "\r\n",
        "\0",
        "\u{feff}",
        "-",
        "−",
        "%",
        "1e9",
        "Total",
        "=cmd()",
        "\u{a0}",
        "е\u{301}",
        "79228162514264337593543950335",
        "0.00000000000000000000000000001",
        "9999-12-31",
        "0000-00-00",
        "29.02.2025",
        "03/04/2026",
        "1,234",
        "NaN",
        "Cost",
        "Channel",
    ];
    let inserted = prop_oneof![
        2 => select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..8),
    ];
    prop_oneof![
        3 => (any::<Index>(), 1_u8..).prop_map(|(place, bits)| Damage::Flip(place, bits)),
        4 => (any::<Index>(), inserted).prop_map(|(place, inserted)| Damage::Insert(place, inserted)),
        2 => (any::<Index>(), 1_usize..60).prop_map(|(place, length)| Damage::Delete(place, length)),
        1 => any::<Index>().prop_map(Damage::Truncate),
        2 => (any::<Index>(), 1_usize..200, any::<Index>())
            .prop_map(|(from, length, to)| Damage::Duplicate(from, length, to)),
        1 => (select(b";,\"\n .0".to_vec()), select(b";,|\t\"\n\r .9\0".to_vec()))
            .prop_map(|(old, new)| Damage::Replace(old, new)),
    ]
}

/// A file with some damage. Mostly the encoding outlives it, or no more than that would ever be looked at.
pub(crate) fn damaged(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    (vec(damages(), 1..4), prop::bool::weighted(0.9)).prop_map(move |(damages, keeps_encoding)| {
        let mut bytes = text.as_bytes().to_vec();
        for damage in &damages {
            damage.inflict(&mut bytes);
        }
        if keeps_encoding { String::from_utf8_lossy(&bytes).replace('\0', "0").into_bytes() } else { bytes }
    })
}

/// A file of bytes that nobody meant as a table, or of the characters that tables are made of.
pub(crate) fn random_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..400),
        vec(select(b"date,channel;cost\t\"\n\r0123456789.- ".to_vec()), 0..400),
        vec(any::<u8>(), 0..80).prop_map(|tail| [b"date,channel,clicks,cost\n".to_vec(), tail].concat()),
    ]
}
