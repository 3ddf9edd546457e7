//! Square matrices of a fixed size for adding–doubling and least squares: products, sums, and equations solved by elimination.

/// A matrix of N × N; its rows are outgoing directions.
pub type Matrix<const N: usize> = [[f64; N]; N];

/// Product `a b`.
pub fn product<const N: usize>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    let mut c = [[0.0; N]; N];
    for i in 0..N {
        for k in 0..N {
            let f = a[i][k];
            for j in 0..N {
                c[i][j] += f * b[k][j];
            }
        }
    }
    c
}

/// Sum `a + b`.
pub fn sum<const N: usize>(a: &Matrix<N>, b: &Matrix<N>) -> Matrix<N> {
    std::array::from_fn(|i| std::array::from_fn(|j| a[i][j] + b[i][j]))
}

/// Unit matrix minus `a`.
pub fn one_minus<const N: usize>(a: &Matrix<N>) -> Matrix<N> {
    std::array::from_fn(|i| std::array::from_fn(|j| f64::from(u8::from(i == j)) - a[i][j]))
}

/// Solution of `a x = b` by Gauss's elimination. It needs no pivots: the diagonal dominates (1 − R with reflection
/// below 1), or the matrix is positive definite (normal equations, damped).
pub fn solve<const N: usize, const M: usize>(mut a: Matrix<N>, mut b: [[f64; M]; N]) -> [[f64; M]; N] {
    for k in 0..N {
        let pivot = 1.0 / a[k][k];
        let (row_a, row_b) = (a[k], b[k]);
        for i in k + 1..N {
            let f = a[i][k] * pivot;
            for j in k..N {
                a[i][j] -= f * row_a[j];
            }
            for j in 0..M {
                b[i][j] -= f * row_b[j];
            }
        }
    }
    for k in (0..N).rev() {
        let pivot = 1.0 / a[k][k];
        b[k].iter_mut().for_each(|x| *x *= pivot);
        let row_b = b[k];
        for i in 0..k {
            let f = a[i][k];
            for j in 0..M {
                b[i][j] -= f * row_b[j];
            }
        }
    }
    b
}
