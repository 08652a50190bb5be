//! Hashes of neptune on one core: nodes of 32 bytes in, a node of 32 bytes out, as Filecoin's trees need it.
#![allow(deprecated)] // generic-array 0.14 is what neptune takes.

use blstrs::Scalar as Fr;
use cpu_time::ThreadTime;
use ff::PrimeField;
use generic_array::typenum::{U2, U8};
use generic_array::{ArrayLength, GenericArray};

use neptune::poseidon::PoseidonConstants;
use neptune::{Arity, Poseidon};

fn speed<A>(arity: usize, seconds: f64) -> f64
where
    A: Arity<Fr> + ArrayLength<Fr>,
{
    let constants = PoseidonConstants::<Fr, A>::new();
    let mut nodes = vec![0u8; arity * 32];
    for (i, byte) in nodes.iter_mut().enumerate() {
        *byte = if i % 32 == 31 { 0x21 } else { (i * 37 + 11) as u8 };
    }
    let start = ThreadTime::now();
    let mut count = 0u64;
    while start.elapsed().as_secs_f64() < seconds {
        for _ in 0..100 {
            let inputs: Vec<Fr> = nodes
                .chunks(32)
                .map(|node| Fr::from_repr_vartime(node.try_into().unwrap()).unwrap())
                .collect();
            let preimage = GenericArray::<Fr, A>::clone_from_slice(&inputs);
            let hash = Poseidon::new_with_preimage(&preimage, &constants).hash();
            nodes[..32].copy_from_slice(&hash.to_repr());
            count += 1;
        }
    }
    count as f64 / start.elapsed().as_secs_f64()
}

fn main() {
    println!("{:.0} {:.0}", speed::<U8>(8, 3.0), speed::<U2>(2, 1.0));
}
